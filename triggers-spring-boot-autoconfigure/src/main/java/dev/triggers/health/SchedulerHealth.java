package dev.triggers.health;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;

import dev.triggers.execution.SafeLog;

/**
 * Knows which schedulers of triggers are dead. Thread-safe.
 *
 * @since 1.0.0
 */
public final class SchedulerHealth {

	/**
	 * Bean name of the scheduler of triggers that name none.
	 */
	private static final String DEFAULT_SCHEDULER = "triggersTaskScheduler";

	private final Function<String, TaskScheduler> schedulers;

	private final LongSupplier nanoTime;

	private final Map<String, Heartbeat> heartbeats = new ConcurrentHashMap<>();

	/**
	 * Create the health of the schedulers.
	 * @param schedulers gives the scheduler of a bean name
	 * @param nanoTime monotonic time in nanoseconds; may overflow
	 */
	public SchedulerHealth(Function<String, TaskScheduler> schedulers, LongSupplier nanoTime) {
		this.schedulers = schedulers;
		this.nanoTime = nanoTime;
	}

	/**
	 * Look at the schedulers that triggers use, and ask each for a sign of life.
	 * @param triggers the triggers
	 * @return why schedulers are dead, by their bean names; empty if none is
	 */
	Map<String, String> dead(Collection<TriggerHealth> triggers) {
		// the thread of the starter's own is never occupied for long
		Map<String, Boolean> occupied = new LinkedHashMap<>(Map.of(DEFAULT_SCHEDULER, false));
		triggers.stream()
			.filter((trigger) -> trigger.scheduler() != null)
			.forEach((trigger) -> occupied.merge(trigger.scheduler(), trigger.isExecuting(), Boolean::logicalOr));
		Map<String, String> dead = new LinkedHashMap<>();
		occupied.forEach((name, busy) -> {
			String reason = check(name, busy);
			if (reason != null) {
				dead.put(name, reason);
			}
		});
		return dead;
	}

	private @Nullable String check(String name, boolean occupied) {
		TaskScheduler scheduler;
		try {
			scheduler = this.schedulers.apply(name);
		}
		catch (RuntimeException ex) {
			return "is not there: " + SafeLog.describe(ex);
		}
		return this.heartbeats.computeIfAbsent(name, (absent) -> new Heartbeat(this.nanoTime))
			.check(scheduler, occupied);
	}

}
