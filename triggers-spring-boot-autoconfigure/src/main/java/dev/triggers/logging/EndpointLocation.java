package dev.triggers.logging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.ExecutionId;

/**
 * Where people find the endpoint of triggers. To be asked when something is written, not
 * before: endpoints are found late, and a port may be chosen late. Thread-safe.
 *
 * @since 1.0.0
 */
public interface EndpointLocation {

	/**
	 * Location of no endpoint at all.
	 */
	EndpointLocation NONE = new EndpointLocation() {

		@Override
		public @Nullable String path() {
			return null;
		}

		@Override
		public String remedy() {
			return "";
		}

	};

	/**
	 * Return where the endpoint is.
	 * @return its path, such as {@code /actuator/triggers}, with the port in front if it
	 * is not that of the application, such as {@code :9090/manage/triggers}; {@code null}
	 * if it is not to be reached
	 */
	@Nullable String path();

	/**
	 * Return how to expose the endpoint.
	 * @return the property to set, such as
	 * {@code management.endpoints.web.exposure.include=health,triggers}; empty if there
	 * is none, or nothing to expose
	 */
	String remedy();

	/**
	 * Return where an execution is shown.
	 * @param trigger name of the trigger
	 * @param id the execution
	 * @return its path, or {@code null} if there is none
	 */
	default @Nullable String execution(String trigger, ExecutionId id) {
		String path = path();
		// names may have slashes, which servers refuse when they are encoded
		String name = URLEncoder.encode(trigger, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
		return (path != null) ? path + "/" + name + "/executions/" + id : null;
	}

}
