package dev.triggers.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import dev.triggers.actuate.cache.CachesOperator;
import dev.triggers.actuate.descriptor.ProblemDescriptor;
import dev.triggers.actuate.service.ElementMask;
import dev.triggers.actuate.service.RefusedException;
import dev.triggers.actuate.service.ScheduleParameters;
import dev.triggers.actuate.service.TriggerAction;
import dev.triggers.actuate.service.TriggersOperator;
import dev.triggers.actuate.service.TriggersReader;

/**
 * What the endpoint can do over HTTP, besides the list: read one trigger, its executions
 * and one of them, describe a schedule, and act on a trigger; read cache groups and clear
 * them.
 * <p>
 * The operations get all parameters of a request by a {@link ParametersAdvisor}.
 *
 * @since 1.0.0
 */
@EndpointWebExtension(endpoint = TriggersEndpoint.class)
public class TriggersEndpointWebExtension {

	private static final int ACCEPTED = 202;

	private static final List<String> PAGE = List.of("offset", "limit");

	private final TriggersReader reader;

	private final TriggersOperator operator;

	private final CachesOperator caches;

	private final Function<SecurityContext, ElementMask> masks;

	/**
	 * Create the extension.
	 * @param reader reads triggers
	 * @param operator acts on triggers
	 * @param caches reads and clears cache groups
	 * @param sanitizer hides elements
	 * @param showValues when elements are shown
	 * @param roles the roles to which they are shown, if that depends on them
	 */
	public TriggersEndpointWebExtension(TriggersReader reader, TriggersOperator operator, CachesOperator caches,
			Sanitizer sanitizer, Show showValues, Set<String> roles) {
		this.reader = reader;
		this.operator = operator;
		this.caches = caches;
		this.masks = (context) -> new ElementMask(sanitizer, showValues.isShown(context, roles));
	}

	/**
	 * Read what a path names.
	 * @param securityContext who asks
	 * @param name segments of the path
	 * @param parameters parameters of the request
	 * @return the trigger, its executions, one of them, the description of a schedule, or
	 * why there is none
	 */
	@ReadOperation
	public WebEndpointResponse<Object> read(SecurityContext securityContext,
			@Selector(match = Match.ALL_REMAINING) String[] name, @Nullable Map<String, Object> parameters) {
		return answer(() -> {
			RequestParameters request = RequestParameters.of(parameters);
			return new WebEndpointResponse<>(read(securityContext, name, request));
		});
	}

	private Object read(SecurityContext securityContext, String[] name, RequestParameters request) {
		if (name.length == 1 && name[0].equals("describe") && request.hasAny(ScheduleParameters.EXPRESSIONS)) {
			request.refuseOthers("description of a schedule", ScheduleParameters.NAMES);
			return this.reader.describe(request.schedule());
		}
		String[] segments = segments(name, request);
		TriggersPath path = TriggersPath.of(segments, this.reader::exists);
		CachesPath caches = this.reader.exists(path.trigger()) ? null : CachesPath.of(segments);
		if (caches != null) {
			request.refuseOthers("a cache group", List.of());
			return (caches.group() != null) ? this.caches.group(caches.group()) : this.caches.all();
		}
		if (path.execution() != null) {
			request.refuseOthers("an execution", PAGE);
			return this.reader.execution(path.trigger(), path.execution(), request.number("offset", 0),
					request.number("limit", TriggersReader.DEFAULT_LIMIT), this.masks.apply(securityContext));
		}
		request.refuseOthers(path.ofExecutions() ? "the list of executions" : "a trigger", List.of());
		return path.ofExecutions() ? this.reader.executions(path.trigger()) : this.reader.trigger(path.trigger());
	}

	/**
	 * Act on a trigger, or on a cache group.
	 * @param name segments of the path, which names the trigger or group
	 * @param parameters parameters of the request: the action, and its own ones
	 * @return the trigger or group as it is afterwards, the execution that is asked for,
	 * or why that is not possible
	 */
	@WriteOperation
	public WebEndpointResponse<Object> act(@Selector(match = Match.ALL_REMAINING) String[] name,
			@Nullable Map<String, Object> parameters) {
		return answer(() -> {
			if (parameters == null) {
				// Cloud Foundry's own mapping has no advisors, who would give parameters
				throw RefusedException.badRequest("Actions are not possible under this path",
						"Use the path that Actuator has otherwise.");
			}
			RequestParameters request = RequestParameters.of(parameters);
			CachesPath caches = this.reader.exists(String.join("/", name)) ? null : CachesPath.of(name);
			if (caches != null) {
				return new WebEndpointResponse<>(clear(caches, request));
			}
			TriggerAction action = TriggerAction.of(request.text("action"));
			request.refuseOthers("action '" + action.word() + "'",
					Stream.concat(Stream.of("action"), action.parameters().stream()).toList());
			return act(String.join("/", segments(name, request)), action, request);
		});
	}

	private Object clear(CachesPath path, RequestParameters request) {
		if (path.group() == null) {
			throw RefusedException.badRequest("The path names no cache group", "Use '…/triggers/caches/{group}'.");
		}
		String action = request.text("action");
		if (!CachesOperator.CLEAR.equals(action)) {
			throw RefusedException.badRequest(
					(action != null) ? "There is no action '" + action + "' for cache groups" : "'action' is missing",
					"Use 'clear'.");
		}
		request.refuseOthers("action 'clear'", List.of("action", "cache"));
		return this.caches.clear(path.group(), request.text("cache"));
	}

	private static String[] segments(String[] name, RequestParameters request) {
		request.refuse(ParametersAdvisor.NAME);
		if (name.length == 0) {
			throw RefusedException.notFound("The path names no trigger", "Use '…/triggers/{name}'.", List.of());
		}
		return name;
	}

	private WebEndpointResponse<Object> act(String name, TriggerAction action, RequestParameters request) {
		return switch (action) {
			case START -> changed(name, this.operator.start(name, request.text("arguments")));
			case STOP -> changed(name, this.operator.stop(name));
			case CANCEL -> changed(name, this.operator.cancel(name));
			case RESTART -> changed(name, this.operator.restart(name, request.text("arguments")));
			case FIRE -> accepted(this.operator.fire(name, request.text("elements"), request.text("arguments")));
			case RETRY_FAILED -> accepted(this.operator.retryFailed(name, request.text("execution")));
			case CHANGE_SCHEDULE -> {
				this.operator.changeSchedule(name, request.schedule());
				yield changed(name, true);
			}
		};
	}

	private WebEndpointResponse<Object> changed(String name, boolean done) {
		Object trigger = this.reader.trigger(name);
		return done ? new WebEndpointResponse<>(trigger) : accepted(trigger);
	}

	private static WebEndpointResponse<Object> accepted(Object body) {
		return new WebEndpointResponse<>(body, ACCEPTED);
	}

	private static WebEndpointResponse<Object> answer(Supplier<WebEndpointResponse<Object>> operation) {
		try {
			return operation.get();
		}
		catch (RefusedException ex) {
			ProblemDescriptor problem = ex.problem();
			return new WebEndpointResponse<>(problem, problem.status());
		}
	}

}
