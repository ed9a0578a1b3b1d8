package dev.triggers.schedule;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TriggerContext;
import org.springframework.util.Assert;

/**
 * Schedule that is due at certain times of each day.
 *
 * @param times the times, sorted and without duplicates
 */
record TimesOfDaySchedule(List<TimeOfDay> times) implements Schedule, Serializable {

	TimesOfDaySchedule {
		Assert.notEmpty(times, "'times' must name at least one time of day");
		times = times.stream().distinct().sorted().toList();
	}

	static TimesOfDaySchedule parse(ZoneId defaultZone, List<String> texts) {
		return new TimesOfDaySchedule(texts.stream().map((text) -> TimeOfDay.parse(text, defaultZone)).toList());
	}

	@Override
	public @Nullable Instant next(Instant after) {
		Instant next = null;
		for (TimeOfDay time : this.times) {
			Instant candidate = time.next(after);
			if (candidate != null && (next == null || candidate.isBefore(next))) {
				next = candidate;
			}
		}
		return next;
	}

	@Override
	public @Nullable Instant nextExecution(TriggerContext context) {
		return next(CronSchedule.lastKnown(context));
	}

	@Override
	public String describe(Locale locale) {
		StringBuilder result = new StringBuilder("at ");
		ZoneId common = zone();
		for (int i = 0; i < this.times.size(); i++) {
			TimeOfDay time = this.times.get(i);
			if (i > 0) {
				result.append((i == this.times.size() - 1) ? " and " : ", ");
			}
			result.append((common != null) ? time.time() : time.time() + " " + zoneName(time.zone()));
		}
		return (common != null) ? result.append(' ').append(zoneName(common)).toString() : result.toString();
	}

	private static String zoneName(ZoneId zone) {
		return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
	}

	@Override
	public ScheduleType type() {
		return ScheduleType.TIMES;
	}

	@Override
	public String expression() {
		return this.times.stream().map(TimeOfDay::toString).collect(Collectors.joining(", "));
	}

	@Override
	public @Nullable ZoneId zone() {
		Set<ZoneId> zones = new LinkedHashSet<>();
		this.times.forEach((time) -> zones.add(time.zone()));
		return (zones.size() == 1) ? zones.iterator().next() : null;
	}

	@Override
	public String toString() {
		return expression();
	}

}
