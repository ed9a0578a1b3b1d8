package dev.triggers.actuate.service;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.triggers.actuate.descriptor.ProblemDescriptor.PlaceDescriptor;
import dev.triggers.naming.NearestNames;
import dev.triggers.schedule.CronDialect;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.InvalidScheduleException;
import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;
import dev.triggers.schedule.text.ScheduleAttribute;
import dev.triggers.schedule.text.UnknownValueException;
import dev.triggers.schedule.text.ValueText;

/**
 * Parameters that say what a schedule is to be, as texts.
 *
 * @param cron cron expression, or {@code null}
 * @param every interval, or {@code null}
 * @param times times of day with commas between them, or {@code null}
 * @param dialect dialect of the cron expression, or {@code null}
 * @param mode what the interval is measured from, or {@code null}
 * @param zone zone of the cron expression or the times of day, or {@code null}
 * @since 1.0.0
 */
public record ScheduleParameters(@Nullable String cron, @Nullable String every, @Nullable String times,
		@Nullable String dialect, @Nullable String mode, @Nullable String zone) {

	/**
	 * Names of the parameters of which there is exactly one.
	 */
	public static final List<String> EXPRESSIONS = List.of("cron", "every", "times");

	/**
	 * Names of all parameters.
	 */
	public static final List<String> NAMES = List.of("cron", "every", "times", "dialect", "mode", "zone");

	/**
	 * Return the schedule.
	 * @param trigger name of the trigger that is to follow it, or {@code null}
	 * @param present the schedule that the trigger follows, or {@code null}
	 * @param defaultZone the zone if there is none otherwise, or {@code null}
	 * @throws RefusedException if there is not exactly one, or it is not valid
	 */
	Schedule read(@Nullable String trigger, @Nullable Schedule present, @Nullable String defaultZone) {
		ScheduleAttribute attribute = only();
		refuse("dialect", this.dialect, attribute == ScheduleAttribute.CRON, "'cron'");
		refuse("mode", this.mode, attribute == ScheduleAttribute.EVERY, "'every'");
		refuse("zone", this.zone, attribute != ScheduleAttribute.EVERY, "'cron' or 'times'");
		String owner = (trigger != null) ? " of trigger '" + trigger + "'" : "";
		ZoneId inherited = inheritedZone(present, defaultZone);
		try {
			return switch (attribute) {
				case CRON -> cron(owner, (inherited != null) ? inherited : ZoneId.systemDefault());
				case EVERY -> Schedule.every(text(this.every), mode(owner, present));
				case TIMES -> Schedule.times(zone(owner, (inherited != null) ? inherited : ZoneOffset.UTC),
						times(text(this.times)));
			};
		}
		catch (InvalidScheduleException ex) {
			throw RefusedException.invalid(attribute.problemId(), attribute.message(owner, ex), attribute.action(ex),
					List.of(), new PlaceDescriptor(attribute.key(), ex.expression(), ex.offset(), ex.length()));
		}
	}

	private ScheduleAttribute only() {
		List<ScheduleAttribute> set = Stream.of(ScheduleAttribute.values())
			.filter((attribute) -> expression(attribute) != null)
			.toList();
		if (set.size() == 1) {
			return set.get(0);
		}
		List<String> keys = set.stream().map(ScheduleAttribute::key).toList();
		throw RefusedException.badRequest(
				keys.isEmpty() ? "There is no schedule: 'cron', 'every' or 'times' is missing"
						: NearestNames.quote(keys, " and ") + " are given; exactly one is allowed",
				keys.isEmpty() ? "Give one of them." : "Leave out all but one.");
	}

	private @Nullable String expression(ScheduleAttribute attribute) {
		return switch (attribute) {
			case CRON -> this.cron;
			case EVERY -> this.every;
			case TIMES -> this.times;
		};
	}

	private static void refuse(String name, @Nullable String value, boolean allowed, String needed) {
		if (value != null && !allowed) {
			throw RefusedException.badRequest("'" + name + "' (" + value + ") is of no use without " + needed,
					"Leave out '" + name + "'.");
		}
	}

	private static @Nullable ZoneId inheritedZone(@Nullable Schedule present, @Nullable String defaultZone) {
		ZoneId zone = (present != null) ? present.zone() : null;
		return (zone != null || defaultZone == null) ? zone : ZoneId.of(defaultZone.trim());
	}

	private Schedule cron(String owner, ZoneId inherited) {
		CronDialect dialect = value("dialect", this.dialect, owner, (text) -> text.constant(CronDialect.class),
				CronDialect.UNIX);
		return Schedule.cron(text(this.cron), dialect, zone(owner, inherited));
	}

	private IntervalMode mode(String owner, @Nullable Schedule present) {
		boolean rate = present != null && present.type() == ScheduleType.FIXED_RATE;
		return value("mode", this.mode, owner, (text) -> text.constant(IntervalMode.class),
				rate ? IntervalMode.FIXED_RATE : IntervalMode.FIXED_DELAY);
	}

	/**
	 * Return the times between the commas, or one empty text, which is refused.
	 */
	private static String[] times(String text) {
		List<String> times = new ListValue(text).values().stream().filter((time) -> !time.isEmpty()).toList();
		return times.isEmpty() ? new String[] { "" } : times.toArray(String[]::new);
	}

	private ZoneId zone(String owner, ZoneId inherited) {
		return value("zone", this.zone, owner, ValueText::zone, inherited);
	}

	private static <T> T value(String name, @Nullable String text, String owner, Function<ValueText, T> parser,
			T fallback) {
		if (text == null) {
			return fallback;
		}
		try {
			return parser.apply(new ValueText(text));
		}
		catch (UnknownValueException ex) {
			throw RefusedException.invalid(ScheduleAttribute.TIMES.problemId(),
					"'" + name + "'" + owner + " " + ex.getMessage(), ex.action(), ex.nearest(), null);
		}
	}

	private static String text(@Nullable String text) {
		return Objects.requireNonNull(text).trim();
	}

}
