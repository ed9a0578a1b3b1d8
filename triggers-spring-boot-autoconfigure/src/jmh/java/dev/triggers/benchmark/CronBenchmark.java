package dev.triggers.benchmark;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.scheduling.support.CronExpression;

import dev.triggers.schedule.Schedule;

/**
 * Next time of a cron expression, as it is asked for after each firing: each answer is
 * the next question.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Thread)
public class CronBenchmark {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	/**
	 * After so many times the search begins anew, to stay in the years that applications
	 * live in.
	 */
	private static final int TIMES = 5000;

	// Quartz wants seconds, one of the two day fields, and counts weekdays from 1
	private static final Map<String, String> QUARTZ = Map.of("*/5 * * * *", "0 */5 * * * ?", "0 0 * * 5", "0 0 0 ? * 6",
			"0 0 29 2 *", "0 0 0 29 2 ?");

	/**
	 * Who is asked.
	 */
	@Param({ "triggers", "spring", "cron-utils", "quartz" })
	public String peer = "";

	/**
	 * The expression.
	 */
	@Param({ "*/5 * * * *", "0 0 * * 5", "0 0 29 2 *", "15 10 1,15 1-6 1-5" })
	public String expression = "";

	/**
	 * The zone.
	 */
	@Param({ "UTC", "America/New_York" })
	public String zone = "";

	private Supplier<Object> next = Object::new;

	private int asked;

	/**
	 * Parse the expression.
	 */
	@Setup
	public void prepare() {
		ZoneId zone = ZoneId.of(this.zone);
		this.next = switch (this.peer) {
			case "spring" -> spring(zone);
			case "cron-utils" -> cronUtils(zone);
			case "quartz" -> quartz();
			default -> triggers(zone);
		};
	}

	private boolean beginsAnew() {
		boolean begins = this.asked >= TIMES || (this.asked >= 20 && this.expression.contains("29 2"));
		this.asked = begins ? 0 : this.asked + 1;
		return begins;
	}

	private Supplier<Object> triggers(ZoneId zone) {
		Schedule schedule = Schedule.cron(this.expression, zone);
		Instant[] time = { START };
		return () -> time[0] = schedule.next(beginsAnew() ? START : time[0]);
	}

	private Supplier<Object> spring(ZoneId zone) {
		CronExpression cron = CronExpression.parse("0 " + this.expression);
		ZonedDateTime start = START.atZone(zone);
		ZonedDateTime[] time = { start };
		return () -> time[0] = cron.next(beginsAnew() ? start : time[0]);
	}

	private Supplier<Object> cronUtils(ZoneId zone) {
		CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
		ExecutionTime cron = ExecutionTime.forCron(parser.parse(this.expression));
		ZonedDateTime start = START.atZone(zone);
		ZonedDateTime[] time = { start };
		return () -> time[0] = cron.nextExecution(beginsAnew() ? start : time[0]).orElse(start);
	}

	private Supplier<Object> quartz() {
		if (!QUARTZ.containsKey(this.expression)) {
			throw new IllegalStateException("Not possible in Quartz");
		}
		try {
			org.quartz.CronExpression cron = new org.quartz.CronExpression(QUARTZ.get(this.expression));
			cron.setTimeZone(TimeZone.getTimeZone(this.zone));
			Date start = Date.from(START);
			Date[] time = { start };
			return () -> time[0] = cron.getNextValidTimeAfter(beginsAnew() ? start : time[0]);
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Ask for the next time.
	 * @return the time
	 */
	@Benchmark
	public Object next() {
		return this.next.get();
	}

}
