package dev.triggers.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Gives operations of the endpoint that ask for it all parameters of a request in one
 * map. Otherwise those with unknown names would be ignored, and a misspelled
 * {@code elements} would fire a trigger for all of its elements.
 *
 * @since 1.0.0
 */
public final class ParametersAdvisor implements OperationInvokerAdvisor {

	/**
	 * Parameter for the path.
	 */
	static final String NAME = "name";

	private static final String PARAMETERS = "parameters";

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		boolean collecting = endpointId.equals(TriggersEndpoint.ID)
				&& parameters.stream().anyMatch((parameter) -> parameter.getName().equals(PARAMETERS));
		return collecting ? (context) -> invoker.invoke(collect(context)) : invoker;
	}

	private static InvocationContext collect(InvocationContext context) {
		Map<String, @Nullable Object> parameters = new LinkedHashMap<>(context.getArguments());
		Object name = parameters.get(NAME);
		Map<String, Object> arguments = new LinkedHashMap<>();
		// a parameter of that name hides the one of the path, and is refused later
		arguments.put(NAME, (name instanceof String[]) ? name : new String[0]);
		if (name instanceof String[]) {
			parameters.remove(NAME);
		}
		arguments.put(PARAMETERS, parameters);
		SecurityContext securityContext = context.resolveArgument(SecurityContext.class);
		return new InvocationContext((securityContext != null) ? securityContext : SecurityContext.NONE, arguments);
	}

}
