package dev.triggers.actuate.descriptor;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Execution that somebody asked for.
 *
 * @param trigger name of the trigger
 * @param execution id that the execution has, once it begins
 * @since 1.0.0
 */
public record FiredDescriptor(String trigger, String execution) implements OperationResponseBody {

}
