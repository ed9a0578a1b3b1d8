package dev.triggers.schedule;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TriggerContext;

import dev.triggers.schedule.cron.CronPattern;
import dev.triggers.schedule.cron.CronTimeline;
import dev.triggers.schedule.cron.syntax.CronGrammar;
import dev.triggers.schedule.cron.syntax.CronSyntaxException;

/**
 * Schedule given by a cron expression.
 * <p>
 * Its serialized form is the text, so that it stays readable by later versions.
 */
final class CronSchedule implements Schedule, Serializable {

	private final Source source;

	private final transient CronPattern pattern;

	private final transient CronTimeline timeline;

	private CronSchedule(Source source, CronPattern pattern) {
		this.source = source;
		this.pattern = pattern;
		this.timeline = new CronTimeline(pattern, source.zone().getRules());
	}

	static CronSchedule parse(String expression, CronDialect dialect, ZoneId zone) {
		try {
			CronPattern pattern = CronPattern.parse(expression, grammar(dialect));
			return new CronSchedule(new Source(expression.strip(), dialect, zone), pattern);
		}
		catch (CronSyntaxException ex) {
			throw new InvalidScheduleException(expression, ex.reason(), ex.offset(), ex.length(), ex.suggestion());
		}
	}

	private static CronGrammar grammar(CronDialect dialect) {
		return switch (dialect) {
			case UNIX -> CronGrammar.UNIX;
			case SPRING -> CronGrammar.SPRING;
			case QUARTZ -> CronGrammar.QUARTZ;
		};
	}

	@Override
	public @Nullable Instant next(Instant after) {
		return this.timeline.next(after);
	}

	@Override
	public @Nullable Instant nextExecution(TriggerContext context) {
		return next(lastKnown(context));
	}

	// Return the time after which a schedule that follows the calendar has to look for
	// the next one. Both times count: after a clock that jumped back, the scheduled one
	// is later.
	static Instant lastKnown(TriggerContext context) {
		Instant scheduled = context.lastScheduledExecution();
		Instant completion = context.lastCompletion();
		if (scheduled == null) {
			return (completion != null) ? completion : context.getClock().instant();
		}
		return (completion != null && completion.isAfter(scheduled)) ? completion : scheduled;
	}

	@Override
	public boolean followsWallClock() {
		return this.pattern.followsWallClock();
	}

	@Override
	public String describe(Locale locale) {
		return this.pattern.describe(locale);
	}

	@Override
	public ScheduleType type() {
		return ScheduleType.CRON;
	}

	@Override
	public String expression() {
		return this.source.expression();
	}

	@Override
	public ZoneId zone() {
		return this.source.zone();
	}

	private Object writeReplace() {
		return this.source;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof CronSchedule that && this.source.equals(that.source));
	}

	@Override
	public int hashCode() {
		return this.source.hashCode();
	}

	@Override
	public String toString() {
		return expression() + " (" + this.source.dialect() + ", " + zone() + ")";
	}

	/**
	 * What a cron schedule is made from.
	 */
	private record Source(String expression, CronDialect dialect, ZoneId zone) implements Serializable {

		private Object readResolve() {
			return parse(this.expression, this.dialect, this.zone);
		}

	}

}
