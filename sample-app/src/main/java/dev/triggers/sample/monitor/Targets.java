package dev.triggers.sample.monitor;

import java.net.URI;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The targets of {@code application.yml}. Triggers name this bean in their
 * {@code iterArgs} and ask it anew for each execution.
 */
@Component
@Profile("monitor")
public class Targets {

	private final List<MonitorProperties.Page> pages;

	private final Environment environment;

	Targets(MonitorProperties properties, Environment environment) {
		this.pages = properties.targets();
		this.environment = environment;
	}

	public List<Target> all() {
		// known once the server listens, which is before the first trigger starts
		URI self = URI.create("http://localhost:" + this.environment.getRequiredProperty("local.server.port"));
		return this.pages.stream().map((page) -> new Target(page.name(), self.resolve(page.url()))).toList();
	}

}
