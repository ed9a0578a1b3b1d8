package dev.triggers.sample.monitor;

import org.springframework.context.annotation.Profile;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * Lets people name targets as elements, for example in an action of the endpoint.
 */
@Component
@Profile("monitor")
class TargetConverter implements Converter<String, Target> {

	private final Targets targets;

	TargetConverter(Targets targets) {
		this.targets = targets;
	}

	@Override
	public Target convert(String name) {
		return this.targets.all()
			.stream()
			.filter((target) -> target.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no target '" + name + "'"));
	}

}
