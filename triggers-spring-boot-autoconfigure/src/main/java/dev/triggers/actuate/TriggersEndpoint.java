package dev.triggers.actuate;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.context.annotation.ImportRuntimeHints;

import dev.triggers.actuate.descriptor.TriggersDescriptor;
import dev.triggers.actuate.service.TriggersReader;

/**
 * Actuator endpoint that lists all triggers. What else it can do depends on the
 * technology that exposes it.
 *
 * @since 1.0.0
 * @see TriggersEndpointWebExtension
 * @see TriggersEndpointJmxExtension
 */
@Endpoint(id = "triggers")
@ImportRuntimeHints(DescriptorRuntimeHints.class)
public class TriggersEndpoint {

	/**
	 * Id of the endpoint.
	 */
	public static final EndpointId ID = EndpointId.of("triggers");

	private final TriggersReader reader;

	/**
	 * Create the endpoint.
	 * @param reader reads triggers
	 */
	public TriggersEndpoint(TriggersReader reader) {
		this.reader = reader;
	}

	/**
	 * Return all triggers and all concurrency groups.
	 * @return the triggers and groups
	 */
	@ReadOperation
	public TriggersDescriptor triggers() {
		return this.reader.all();
	}

}
