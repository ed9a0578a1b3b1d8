package dev.triggers.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.endpoint.PropertiesEndpointAccessResolver;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.IncludeExcludeEndpointFilter;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Where Actuator has the endpoint of triggers in a web application.
 *
 * @since 1.0.0
 */
public final class WebEndpointLocation implements EndpointLocation {

	private static final EndpointId ID = EndpointId.of("triggers");

	private static final String EXPOSURE = "management.endpoints.web.exposure";

	private static final String MAX_ACCESS = "management.endpoints.access.max-permitted";

	private final Supplier<@Nullable PathMappedEndpoints> endpoints;

	private final Environment environment;

	private final boolean servlet;

	/**
	 * Create a location.
	 * @param endpoints gives the endpoints that are exposed, or {@code null} if there are
	 * none at all
	 * @param environment knows the paths and the ports
	 * @param servlet whether the application is one of servlets, not a reactive one
	 */
	public WebEndpointLocation(Supplier<@Nullable PathMappedEndpoints> endpoints, Environment environment,
			boolean servlet) {
		this.endpoints = endpoints;
		this.environment = environment;
		this.servlet = servlet;
	}

	@Override
	public @Nullable String path() {
		PathMappedEndpoints exposed = this.endpoints.get();
		String path = (exposed != null) ? exposed.getPath(ID) : null;
		if (path == null) {
			return null;
		}
		return switch (ManagementPortType.get(this.environment)) {
			case DISABLED -> null;
			case DIFFERENT -> ":" + managementPort() + property("management.server.base-path") + path;
			case SAME -> (this.servlet ? property("server.servlet.context-path") + property("spring.mvc.servlet.path")
					: property("spring.webflux.base-path")) + path;
		};
	}

	/**
	 * Return the port, which is chosen when its server starts if it is zero.
	 */
	private String managementPort() {
		String chosen = this.environment.getProperty("local.management.port");
		return (chosen != null) ? chosen : this.environment.getProperty("management.server.port", "");
	}

	private String property(String name) {
		String path = Binder.get(this.environment).bind(name, String.class).orElse("");
		return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
	}

	@Override
	public String remedy() {
		if (this.endpoints.get() == null || ManagementPortType.get(this.environment) == ManagementPortType.DISABLED) {
			return "";
		}
		List<String> properties = new ArrayList<>();
		if (new PropertiesEndpointAccessResolver(this.environment).accessFor(ID, Access.UNRESTRICTED) == Access.NONE) {
			boolean capped = Binder.get(this.environment)
				.bind(MAX_ACCESS, Access.class)
				.orElse(Access.UNRESTRICTED) == Access.NONE;
			properties.add((capped ? MAX_ACCESS : "management.endpoint.triggers.access") + "=read-only");
		}
		IncludeExcludeEndpointFilter<ExposableWebEndpoint> exposure = new IncludeExcludeEndpointFilter<>(
				ExposableWebEndpoint.class, this.environment, EXPOSURE, EndpointExposure.WEB.getDefaultIncludes());
		if (!exposure.match(ID)) {
			properties.add(exposure());
		}
		return String.join(" and ", properties);
	}

	private String exposure() {
		List<String> excluded = new ArrayList<>(names(EXPOSURE + ".exclude"));
		boolean removed = excluded
			.removeIf((name) -> name.equals("*") || name.toLowerCase(Locale.ROOT).equals(ID.toLowerCaseString()));
		if (removed) {
			return EXPOSURE + ".exclude=" + String.join(",", excluded);
		}
		List<String> included = new ArrayList<>(names(EXPOSURE + ".include"));
		if (included.isEmpty()) {
			included.addAll(List.of(EndpointExposure.WEB.getDefaultIncludes()));
		}
		included.add(ID.toString());
		return EXPOSURE + ".include=" + String.join(",", included);
	}

	private List<String> names(String property) {
		return Binder.get(this.environment).bind(property, Bindable.listOf(String.class)).orElse(List.of());
	}

}
