package dev.triggers.sample.monitor;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

	private final MonitorProperties properties;

	private final Environment environment;

	Targets(MonitorProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	public List<Target> all() {
		// known once the server listens, which is before the first trigger starts
		URI self = URI.create("http://localhost:" + this.environment.getRequiredProperty("local.server.port"));
		Stream<Target> named = this.properties.targets()
			.stream()
			.map((page) -> new Target(page.name(), self.resolve(page.url())));
		Stream<Target> numbered = IntStream.rangeClosed(1, this.properties.morePages())
			.mapToObj((number) -> new Target("page-" + number, self.resolve("/pages/" + number)));
		return Stream.concat(named, numbered).toList();
	}

}
