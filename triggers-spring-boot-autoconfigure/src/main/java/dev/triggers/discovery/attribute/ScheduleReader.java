package dev.triggers.discovery.attribute;

import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.scheduling.Trigger;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.schedule.CronDialect;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.InvalidScheduleException;
import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;
import dev.triggers.schedule.text.ScheduleAttribute;

/**
 * Makes the schedule of a trigger of its attributes.
 *
 * @since 1.0.0
 */
public class ScheduleReader {

	private static final Log logger = LogFactory.getLog("triggers");

	private static final List<String> OVERRIDES = List.of("cron", "every", "times");

	private static final List<String> SCHEDULES = List.of("cron", "every", "seconds", "times", "schedule", "type");

	private static final Instant SOME_TIME = Instant.parse("2024-01-01T00:00:00Z");

	private static final Duration RARE = Duration.ofDays(5 * 366);

	private final ConfigurableListableBeanFactory beanFactory;

	private final @Nullable String defaultZone;

	/**
	 * Create a reader.
	 * @param beanFactory has the beans of custom schedules
	 * @param defaultZone zone of triggers without one, or {@code null}
	 */
	public ScheduleReader(ConfigurableListableBeanFactory beanFactory, @Nullable String defaultZone) {
		this.beanFactory = beanFactory;
		this.defaultZone = defaultZone;
	}

	/**
	 * Return the attribute by which the configuration or the declaration disables the
	 * trigger: a cron expression that is {@code "-"}.
	 * @param attributes the attributes
	 * @return the attribute, or {@code null} if the trigger is not disabled
	 */
	public @Nullable Attribute disabling(Attributes attributes) {
		try {
			return candidates(attributes).stream()
				.filter((attribute) -> attribute.name().equals("cron") && attribute.text().trim().equals("-"))
				.findFirst()
				.orElse(null);
		}
		catch (InvalidTriggerException ex) {
			// comes again, and is reported, when the schedule is read
			return null;
		}
	}

	/**
	 * Read the schedule of a trigger.
	 * @param attributes the attributes
	 * @return the schedule
	 * @throws InvalidTriggerException if there is none, more than one, or it is not valid
	 */
	public Schedule read(Attributes attributes) {
		Attribute attribute = choose(attributes);
		TypedAttributes typed = new TypedAttributes(attributes);
		Schedule schedule = switch (attribute.name()) {
			case "cron" -> cron(attributes, attribute, typed.zone(this.defaultZone));
			case "every", "seconds" -> {
				// an interval has no zone, but a wrong one is wrong
				typed.zone(null);
				yield every(attributes, attribute);
			}
			case "times" -> times(attributes, attribute, typed.zone(this.defaultZone));
			default -> custom(attributes, attribute);
		};
		Attribute mode = attributes.property("mode");
		if (mode != null && !isInterval(schedule)) {
			throw attributes.invalid(ProblemId.CONTRADICTION, mode,
					"Trigger '" + attributes.trigger() + "' has a 'mode' (" + mode.text()
							+ "), which only intervals have, but no interval",
					"Remove 'mode', or set 'every' instead of '" + attribute.name() + "'.");
		}
		return schedule;
	}

	private static boolean isInterval(Schedule schedule) {
		return schedule.type() == ScheduleType.FIXED_DELAY || schedule.type() == ScheduleType.FIXED_RATE;
	}

	private Attribute choose(Attributes attributes) {
		List<Attribute> set = candidates(attributes);
		if (set.isEmpty()) {
			throw missing(attributes);
		}
		if (set.size() > 1) {
			Attribute first = set.get(0);
			Attribute second = set.get(1);
			throw attributes.invalid(ProblemId.CONTRADICTION, "Trigger '" + attributes.trigger() + "' sets both "
					+ describe(first) + " and " + describe(second) + "; exactly one is allowed",
					"Remove one of the two.");
		}
		return set.get(0);
	}

	private static List<Attribute> candidates(Attributes attributes) {
		List<Attribute> set = attributes.firstProperties(OVERRIDES);
		return (!set.isEmpty()) ? set : SCHEDULES.stream().map(attributes::declared).filter(Objects::nonNull).toList();
	}

	/**
	 * Describe an attribute that contradicts another one.
	 * @param attribute the attribute
	 * @return its name, value and, if it is a property, its origin
	 */
	public static String describe(Attribute attribute) {
		boolean property = attribute.origin().kind() == ValueOrigin.Kind.PROPERTY;
		String text = (attribute.value() instanceof Class<?> || attribute.value() instanceof Double)
				? attribute.values().get(0).raw() : attribute.text();
		return "'" + attribute.name() + "' (" + text + (property ? ", from " + attribute.origin() : "") + ")";
	}

	private static InvalidTriggerException missing(Attributes attributes) {
		String wanted = switch (attributes.declaration().kind()) {
			case CRON -> "'cron'";
			case INTERVAL -> "'every' or 'seconds'";
			case TIMES -> "'times'";
			case CUSTOM -> "'schedule' or 'type'";
			case CODE, EXECUTE -> "'schedule', 'cron', 'every' or 'times'";
		};
		String property = switch (attributes.declaration().kind()) {
			case CRON -> "cron";
			case TIMES -> "times";
			case INTERVAL, CUSTOM, CODE, EXECUTE -> "every";
		};
		return attributes.invalid(ProblemId.CONTRADICTION,
				"Trigger '" + attributes.trigger() + "' has no schedule: " + wanted + " is not set", "Set " + wanted
						+ ", or the property 'triggers.instances." + attributes.trigger() + "." + property + "'.");
	}

	private Schedule cron(Attributes attributes, Attribute attribute, @Nullable ZoneId zone) {
		TypedAttributes typed = new TypedAttributes(attributes);
		CronDialect dialect = typed.constant("dialect", CronDialect.class, CronDialect.UNIX);
		Schedule schedule = valid(attributes, attribute,
				() -> Schedule.cron(attribute.text().trim(), dialect, (zone != null) ? zone : ZoneId.systemDefault()));
		List<Instant> times = schedule.upcoming(SOME_TIME, 2);
		if (times.size() == 2 && Duration.between(times.get(0), times.get(1)).compareTo(RARE) > 0) {
			logger.warn(
					"[TRG-101] Trigger '%s' fires less than once in five years: '%s' is due at %s and then at %s (%s, %s)"
						.formatted(attributes.trigger(), attribute.text(), times.get(0), times.get(1),
								attribute.origin(), attributes.declaration().member().description()));
		}
		return schedule;
	}

	private static Schedule times(Attributes attributes, Attribute attribute, @Nullable ZoneId zone) {
		return valid(attributes, attribute,
				() -> Schedule.times((zone != null) ? zone : ZoneOffset.UTC, attribute.texts().toArray(String[]::new)));
	}

	private Schedule every(Attributes attributes, Attribute attribute) {
		IntervalMode mode = new TypedAttributes(attributes).constant("mode", IntervalMode.class,
				IntervalMode.FIXED_DELAY);
		if (!attribute.name().equals("seconds")) {
			return valid(attributes, attribute, () -> Schedule.every(attribute.text().trim(), mode));
		}
		double seconds = ((Number) attribute.value()).doubleValue();
		if (!(seconds >= 0) || seconds > Long.MAX_VALUE) {
			throw attributes.invalid(ProblemId.INTERVAL, attribute, "Interval of trigger '" + attributes.trigger()
					+ "' is not valid: 'seconds' must be zero or more, found " + attribute.values().get(0).raw(),
					"Set 'seconds' to a number such as 10 or 0.5.");
		}
		BigDecimal[] parts = BigDecimal.valueOf(seconds).divideAndRemainder(BigDecimal.ONE);
		Duration duration = Duration.ofSeconds(parts[0].longValueExact(), parts[1].movePointRight(9).longValue());
		return Schedule.every(duration, mode);
	}

	private Schedule custom(Attributes attributes, Attribute attribute) {
		if (attribute.value() instanceof Trigger trigger) {
			return Schedule.of(trigger);
		}
		if (attribute.value() instanceof Class<?> type) {
			return Schedule.of(create(attributes, attribute, type));
		}
		String bean = new BeanAttributes(this.beanFactory).check(attributes, attribute, Trigger.class);
		return Schedule.of(this.beanFactory.getBean(bean, Trigger.class));
	}

	private Trigger create(Attributes attributes, Attribute attribute, Class<?> type) {
		if (Modifier.isAbstract(type.getModifiers())) {
			throw notCreated(attributes, attribute, type.isInterface() ? "it is an interface" : "it is abstract",
					"Name a class that can be created, or a bean with 'schedule'.");
		}
		try {
			return (Trigger) this.beanFactory.createBean(type);
		}
		catch (BeansException ex) {
			throw notCreated(attributes, attribute, String.valueOf(ex.getMostSpecificCause().getMessage()),
					"Give the class one constructor whose parameters are beans, or name a bean with 'schedule'.");
		}
	}

	private static InvalidTriggerException notCreated(Attributes attributes, Attribute attribute, String reason,
			String action) {
		return attributes.invalid(ProblemId.BEAN, attribute,
				"Schedule class " + ((Class<?>) attribute.value()).getName() + " of trigger '" + attributes.trigger()
						+ "' cannot be created: " + reason,
				action);
	}

	private static Schedule valid(Attributes attributes, Attribute attribute, Supplier<Schedule> parser) {
		try {
			return parser.get();
		}
		catch (InvalidScheduleException ex) {
			ScheduleAttribute kind = switch (attribute.name()) {
				case "cron" -> ScheduleAttribute.CRON;
				case "times" -> ScheduleAttribute.TIMES;
				default -> ScheduleAttribute.EVERY;
			};
			throw attributes.invalid(ProblemId.of(kind.problemId()), attribute.only(ex.expression()),
					attributes.place(attribute, ex.expression(), ex.offset(), ex.length()),
					kind.message(" of trigger '" + attributes.trigger() + "'", ex), kind.action(ex));
		}
	}

}
