package dev.triggers.firing;

import java.io.Serializable;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.schedule.Schedule;

/**
 * What was set for a trigger at run time.
 *
 * @param schedule the schedule that it follows instead of the declared one, or
 * {@code null}
 * @param arguments the arguments of its last start
 * @param restart the arguments to start it with when it has ended, or {@code null} if it
 * is not to start again
 * @since 1.0.0
 */
public record FiringSettings(@Nullable Schedule schedule, List<@Nullable Object> arguments,
		@Nullable List<@Nullable Object> restart) implements Serializable {

	static final FiringSettings NONE = new FiringSettings(null, List.of(), null);

	FiringSettings schedule(@Nullable Schedule schedule) {
		return new FiringSettings(schedule, this.arguments, this.restart);
	}

	FiringSettings start(List<@Nullable Object> arguments) {
		return new FiringSettings(this.schedule, arguments, null);
	}

	FiringSettings restart(@Nullable List<@Nullable Object> arguments) {
		return new FiringSettings(this.schedule, this.arguments, arguments);
	}

}
