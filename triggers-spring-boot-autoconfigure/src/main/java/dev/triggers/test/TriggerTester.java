package dev.triggers.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.Assert;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.execution.Execution;
import dev.triggers.schedule.Schedule;

/**
 * Lets virtual time pass in a test with {@link TriggersTest}, and tells what executed; a
 * bean to inject.
 * <p>
 * All that executes does so on the thread that calls {@link #advance(Duration)},
 * {@link #at(Instant)} or {@link #fire(String)}, one after the other: in the order of
 * time, and at one moment in the order in which it was asked for. A trigger's own method
 * (in a test double, say) may call them too: then the execution takes that time. Only one
 * thread can let time pass at once.
 *
 * @since 1.0.0
 */
public final class TriggerTester {

	private final VirtualTime time;

	private final ExecutionRecord record;

	private final Triggers triggers;

	TriggerTester(VirtualTime time, ExecutionRecord record, ObjectProvider<Triggers> triggers) {
		this.time = time;
		this.record = record;
		this.triggers = triggers.getIfAvailable(() -> {
			throw new IllegalStateException("There are no triggers in this application context: @TriggersTest needs "
					+ "their auto-configuration, as with @SpringBootTest and @EnableAutoConfiguration, or "
					+ "@ImportAutoConfiguration(TriggersAutoConfiguration.class)");
		});
	}

	/**
	 * Let time pass, and execute all that comes due, up to and including the last moment.
	 * Results that other threads complete are not waited for.
	 * @param duration how much time passes; none executes what is due now
	 * @return the executions that ended meanwhile, in the order of their end
	 */
	public List<TriggerResult> advance(Duration duration) {
		Assert.isTrue(!duration.isNegative(), "Time cannot go back: 'duration' must not be negative");
		return at(now().plus(duration));
	}

	/**
	 * Let time pass until a moment, as {@link #advance(Duration)} does.
	 * @param moment the time then, which must not be before {@link #now()}
	 * @return the executions that ended meanwhile, in the order of their end
	 */
	public List<TriggerResult> at(Instant moment) {
		Instant now = now();
		Assert.isTrue(!moment.isBefore(now), () -> "Time cannot go back: it is " + now + ", which is after " + moment);
		long before = this.record.ended();
		this.time.advanceTo(moment);
		return this.record.results(before);
	}

	/**
	 * Return the virtual time.
	 * @return the time
	 */
	public Instant now() {
		return this.time.now();
	}

	/**
	 * Return a clock that shows the virtual time, for code under test that asks a clock.
	 * @return the clock, in UTC
	 */
	public Clock clock() {
		return this.time.clock();
	}

	/**
	 * Execute a trigger once, now, beside its schedule and whatever its state, and wait
	 * for the end. No time passes; what else is due now executes too. Results that other
	 * threads complete are waited for no longer than {@link TriggersTest#timeout()}.
	 * @param name name of the trigger
	 * @return the execution
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 * @throws AssertionError if the execution does not end in time; one that needs time
	 * to pass is asked for with {@link TriggerHandle#fire()} before the test advances
	 */
	public TriggerResult fire(String name) {
		CompletableFuture<Execution> execution = this.triggers.get(name).fire();
		await(execution::isDone, "'" + name + "' was fired");
		return new TriggerResult(execution.join());
	}

	/**
	 * Wait until no execution is under way. No time passes; what is due now executes.
	 * This is for methods whose results are completed by other threads, which
	 * {@link #advance(Duration)} does not wait for.
	 * @throws AssertionError if that takes longer than {@link TriggersTest#timeout()}
	 */
	public void awaitExecutions() {
		this.time.advanceTo(now());
		await(() -> this.record.underWay().isEmpty(), "Executions are under way");
	}

	private void await(BooleanSupplier done, String what) {
		boolean inTime;
		try {
			inTime = this.time.runUntil(done);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(what + ", and the test was interrupted while it waited for the end", ex);
		}
		if (!inTime) {
			throw new AssertionError(what + " and did not end within " + this.time.timeout().toMillis() + " ms at "
					+ now() + ". Under way: " + describeUnderWay() + ". They wait for other threads"
					+ ((this.time.nextTime() != null)
							? ", or for time to pass: something is due at " + this.time.nextTime() : ""));
		}
	}

	private String describeUnderWay() {
		String executions = this.record.underWay()
			.stream()
			.map((execution) -> "'" + execution.firing().triggerName() + "' since " + execution.startTime())
			.collect(Collectors.joining(", "));
		return (executions.isEmpty()) ? "none" : executions;
	}

	/**
	 * Return what has executed in this test so far, in the order of its end; the last 100
	 * 000 executions if there were more.
	 * @return the executions that have ended
	 */
	public List<TriggerResult> executions() {
		return this.record.results(0);
	}

	/**
	 * Return what a trigger has executed in this test so far, in the order of its end.
	 * @param name name of the trigger
	 * @return the executions that have ended
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	public List<TriggerResult> executions(String name) {
		List<TriggerResult> results = executions().stream()
			.filter((result) -> result.triggerName().equals(name))
			.toList();
		if (results.isEmpty()) {
			// fails if the name is misspelt
			this.triggers.get(name);
		}
		return results;
	}

	/**
	 * Return when a trigger fires next if executions take no time. Nothing is executed.
	 * For a trigger that is not running these are the next times of its schedule.
	 * @param name name of the trigger
	 * @param n the number of times wanted, not negative
	 * @return at most {@code n} times, fewer if the trigger completes before
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	public List<Instant> upcoming(String name, int n) {
		TriggerHandle trigger = this.triggers.get(name);
		Schedule schedule = trigger.schedule();
		Instant next = (trigger.isRunning()) ? trigger.nextFiring() : null;
		Long remaining = trigger.remaining();
		int most = (trigger.isRunning() && remaining != null) ? (int) Math.min(n, remaining) : n;
		return (next != null && most > 0) ? startingWith(next, schedule, most) : schedule.upcoming(now(), most);
	}

	private static List<Instant> startingWith(Instant first, Schedule schedule, int n) {
		List<Instant> times = new ArrayList<>();
		times.add(first);
		times.addAll(schedule.upcoming(first, n - 1));
		return List.copyOf(times);
	}

}
