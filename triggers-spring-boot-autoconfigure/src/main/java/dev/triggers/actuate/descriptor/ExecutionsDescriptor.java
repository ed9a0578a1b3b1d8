package dev.triggers.actuate.descriptor;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Executions of one trigger.
 *
 * @param trigger name of the trigger
 * @param executions those under way, then those that ended, newest first
 * @since 1.0.0
 */
public record ExecutionsDescriptor(String trigger,
		List<ExecutionDescriptor> executions) implements OperationResponseBody {

	public ExecutionsDescriptor {
		executions = List.copyOf(executions);
	}

}
