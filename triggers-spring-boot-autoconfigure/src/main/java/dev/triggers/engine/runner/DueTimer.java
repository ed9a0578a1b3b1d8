package dev.triggers.engine.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.engine.time.SharedTimers;
import dev.triggers.execution.SafeLog;
import dev.triggers.firing.NextFiring;

/**
 * Timer of one trigger: hands its next firing over to the executor when the time has
 * come. What was set counts only as long as nothing else was set since.
 * <p>
 * All methods are called under the lock of the trigger.
 */
final class DueTimer {

	/**
	 * After this time a firing is handed over again that the executor refused.
	 */
	private static final Duration HAND_OVER_RETRY = Duration.ofSeconds(1);

	/**
	 * A firing that takes less delays those behind it on a shared thread less than it
	 * would take to be noticed. Far above what a busy processor makes of a short one:
	 * what has threads of its own is rarely short again.
	 */
	private static final Duration SHORT = Duration.ofMillis(4);

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ReentrantLock lock;

	private final BooleanSupplier isShort;

	private final LongConsumer fire;

	// of the time for which firings need a thread, also for what is done before and after
	// an execution
	private final Brevity brevity = new Brevity(SHORT);

	private long token;

	private SharedTimers.@Nullable Waiting timer;

	private volatile boolean refused;

	/**
	 * Create a timer.
	 * @param definition the trigger
	 * @param binding gives time and threads
	 * @param lock the lock of the trigger
	 * @param isShort tells whether a firing is expected not to block; asked by any thread
	 * @param fire called on a thread of the executor with what {@link #isCurrent} takes
	 */
	DueTimer(TriggerDefinition definition, SchedulerBinding binding, ReentrantLock lock, BooleanSupplier isShort,
			LongConsumer fire) {
		this.definition = definition;
		this.binding = binding;
		this.lock = lock;
		this.isShort = isShort;
		this.fire = fire;
	}

	void set(NextFiring next) {
		clear();
		if (next.time().isAfter(this.binding.now())) {
			handOverAt(next.time(), this.token);
		}
		else {
			handOver(this.token);
		}
	}

	void clear() {
		this.token++;
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	boolean isCurrent(long token) {
		return this.token == token;
	}

	private void handOverAt(Instant time, long token) {
		try {
			this.timer = this.binding.scheduleShared(() -> handOver(token), time);
		}
		catch (Throwable ex) {
			report("waits no longer: its scheduler refuses", ex);
		}
	}

	private void handOver(long token) {
		try {
			Runnable firing = () -> fire(token);
			if (this.isShort.getAsBoolean() && this.brevity.isExpected()) {
				this.binding.handOverShort(firing);
			}
			else {
				this.binding.handOver(firing);
			}
			this.refused = false;
		}
		catch (Throwable ex) {
			handOverAgain(token, ex);
		}
	}

	private void fire(long token) {
		long start = this.binding.nanoTime();
		this.fire.accept(token);
		this.brevity.took(this.binding.nanoTime() - start);
	}

	private void handOverAgain(long token, Throwable refusal) {
		this.lock.lock();
		try {
			if (token != this.token) {
				return;
			}
			if (!this.refused) {
				this.refused = true;
				report("is not executed: its executor refuses; it is asked again every " + HAND_OVER_RETRY.toSeconds()
						+ " s", refusal);
			}
			handOverAt(this.binding.now().plus(HAND_OVER_RETRY), token);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void report(String trouble, Throwable refusal) {
		SafeLog.error(this.definition.references().log(), "Trigger '" + this.definition.name() + "' " + trouble,
				refusal);
	}

}
