package dev.triggers.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.support.SimpleTriggerContext;
import org.springframework.util.ClassUtils;

/**
 * Schedule that follows a trigger of the application.
 * <p>
 * It is as pure and as thread-safe as that trigger. An exception of the trigger is passed
 * on, and an answer that is not after the asked time counts as "never again": the trigger
 * would be due forever.
 *
 * @param trigger the trigger that decides
 */
record CustomSchedule(Trigger trigger) implements Schedule {

	@Override
	public @Nullable Instant next(Instant after) {
		SimpleTriggerContext context = new SimpleTriggerContext(Clock.fixed(after, ZoneOffset.UTC));
		context.update(after, after, after);
		Instant next = this.trigger.nextExecution(context);
		return (next != null && next.isAfter(after)) ? next : null;
	}

	@Override
	public @Nullable Instant nextExecution(TriggerContext context) {
		return this.trigger.nextExecution(context);
	}

	@Override
	public String describe(Locale locale) {
		return expression();
	}

	@Override
	public ScheduleType type() {
		return ScheduleType.CUSTOM;
	}

	@Override
	public String expression() {
		String type = this.trigger.getClass().getName();
		String text = text();
		if (text != null && !text.startsWith(type + "@")) {
			return text;
		}
		int lambda = type.indexOf("$$Lambda");
		return (lambda < 0) ? ClassUtils.getShortName(type)
				: ClassUtils.getShortName(type.substring(0, lambda)) + " (lambda)";
	}

	private @Nullable String text() {
		try {
			return this.trigger.toString();
		}
		catch (RuntimeException | StackOverflowError ex) {
			// code of the application: a text is not worth a failure
			return null;
		}
	}

	@Override
	public @Nullable ZoneId zone() {
		return null;
	}

	@Override
	public String toString() {
		return expression();
	}

}
