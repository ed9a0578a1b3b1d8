package dev.triggers.firing;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * Numbers that a trigger goes by.
 *
 * @param starts number of times the trigger was started
 * @param iteration number of executions begun since the trigger was started, without
 * those beside the schedule
 * @param remaining number of executions left, or {@code null} without a limit
 * @param executing number of executions under way, with those beside the schedule
 * @since 1.0.0
 */
public record FiringCounts(long starts, long iteration, @Nullable Long remaining,
		int executing) implements Serializable {

	static final FiringCounts ZERO = new FiringCounts(0, 0, null, 0);

	FiringCounts start(@Nullable Long count) {
		return new FiringCounts(this.starts + 1, 0, count, this.executing);
	}

	FiringCounts begin() {
		return new FiringCounts(this.starts, this.iteration + 1, (this.remaining != null) ? this.remaining - 1 : null,
				this.executing + 1);
	}

	FiringCounts executing(int change) {
		return new FiringCounts(this.starts, this.iteration, this.remaining, this.executing + change);
	}

}
