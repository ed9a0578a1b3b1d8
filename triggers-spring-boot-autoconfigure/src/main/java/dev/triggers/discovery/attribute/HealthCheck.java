package dev.triggers.discovery.attribute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.execution.DurationText;
import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;

/**
 * Warns of a trigger that would be unhealthy although all its executions succeed.
 *
 * @param trigger name of the trigger
 * @param schedule its schedule
 * @since 1.0.0
 */
public record HealthCheck(String trigger, Schedule schedule) {

	private static final Log logger = LogFactory.getLog("triggers");

	private static final Instant SOME_TIME = Instant.parse("2024-01-01T00:00:00Z");

	/**
	 * Number of due times that are looked at.
	 */
	private static final int TIMES = 20;

	/**
	 * Warn, if the trigger has a reason to.
	 * @param unhealthyAfter how long the trigger may go without success, or {@code null}
	 * if for ever
	 */
	public void warnIfTooShort(@Nullable Duration unhealthyAfter) {
		if (unhealthyAfter == null || this.schedule.type() == ScheduleType.CUSTOM) {
			return;
		}
		Duration pause = longestPause();
		if (unhealthyAfter.compareTo(pause) <= 0) {
			logger.warn("[TRG-104] Trigger '" + this.trigger + "' will be unhealthy between executions that succeed: "
					+ "'unhealthyAfter' is " + DurationText.of(unhealthyAfter) + ", but they are up to "
					+ DurationText.of(pause) + " apart");
		}
	}

	private Duration longestPause() {
		Duration interval = this.schedule.interval();
		if (interval != null) {
			return interval;
		}
		List<Instant> times = this.schedule.upcoming(SOME_TIME, TIMES);
		return IntStream.range(1, times.size())
			.mapToObj((i) -> Duration.between(times.get(i - 1), times.get(i)))
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

}
