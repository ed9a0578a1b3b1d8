package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerState;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.firing.FiringEvent;
import dev.triggers.firing.FiringPlan;
import dev.triggers.firing.FiringRules;
import dev.triggers.firing.FiringState;
import dev.triggers.firing.NextFiring;

/**
 * One trigger in this process: owns its state, its timer and its executions.
 * <p>
 * All that changes the state goes through {@link FiringRules}, under the lock. User code
 * and listeners are never called under the lock, except that a custom schedule is asked.
 * A timer, or a firing that was handed to the executor, counts only as long as nothing
 * else was armed since.
 */
final class TriggerRunner {

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ListenerDispatcher listeners;

	private final Log logger;

	private final Set<BulkExecution> executions = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock; state and lastExecution are volatile for readers
	private volatile FiringState state = FiringState.IDLE;

	private volatile @Nullable Execution lastExecution;

	private boolean open;

	private long armed;

	private long starts;

	private @Nullable Future<?> timer;

	TriggerRunner(TriggerDefinition definition, SchedulerBinding binding, ListenerDispatcher listeners) {
		this.definition = definition;
		this.binding = binding;
		this.listeners = listeners;
		this.logger = LogFactory.getLog(definition.references().logger());
	}

	TriggerDefinition definition() {
		return this.definition;
	}

	FiringState state() {
		return this.state;
	}

	boolean isRunning() {
		return this.state.state().isRunning();
	}

	@Nullable Execution lastExecution() {
		return this.lastExecution;
	}

	Set<BulkExecution> executions() {
		return this.executions;
	}

	/**
	 * Return the threads that executions of this trigger are on.
	 */
	List<Thread> threads() {
		return this.executions.stream().flatMap((execution) -> execution.threads().stream()).toList();
	}

	/**
	 * Let the trigger fire if it is running.
	 */
	void open() {
		this.lock.lock();
		try {
			this.open = true;
			arm();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Fire no more. Executions under way go on.
	 */
	void close() {
		this.lock.lock();
		try {
			this.open = false;
			disarm();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Be told no more of jumps of the clock.
	 */
	void unwatch() {
		this.binding.unwatch(this);
	}

	/**
	 * Start the trigger.
	 * @return {@code false} if it is running
	 */
	boolean start() {
		FiringPlan plan;
		this.lock.lock();
		try {
			if (this.state.state().isRunning()) {
				return false;
			}
			this.starts++;
			plan = plan(new FiringEvent.Start());
			arm();
		}
		finally {
			this.lock.unlock();
		}
		report(plan);
		return true;
	}

	/**
	 * Stop the trigger gracefully.
	 * @return {@code false} if it was not running
	 */
	boolean stop() {
		this.lock.lock();
		try {
			if (!this.state.state().isRunning()) {
				return false;
			}
			plan(new FiringEvent.Stop());
			disarm();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Correct the due time after the clock was set.
	 * @param jump by how much
	 */
	void clockJumped(Duration jump) {
		FiringPlan plan;
		this.lock.lock();
		try {
			plan = plan(new FiringEvent.ClockJumped(jump));
			arm();
		}
		finally {
			this.lock.unlock();
		}
		report(plan);
	}

	private void fire(long token) {
		FiringPlan plan;
		BulkExecution execution = null;
		this.lock.lock();
		try {
			if (!this.open || token != this.armed) {
				return;
			}
			plan = plan(new FiringEvent.Due());
			if (plan.firing() != null) {
				execution = begin(plan.firing());
			}
			arm();
		}
		finally {
			this.lock.unlock();
		}
		report(plan);
		if (execution != null) {
			execution.run();
		}
	}

	private BulkExecution begin(NextFiring firing) {
		Execution.Firing described = new Execution.Firing(this.definition.name(), firing.requiredCause(), firing.time(),
				this.state.iteration());
		long start = this.starts;
		BulkExecution[] self = new BulkExecution[1];
		self[0] = new BulkExecution(this.definition, described, this.binding, this.listeners,
				(ended) -> finished(self[0], ended, start));
		this.executions.add(self[0]);
		return self[0];
	}

	private void finished(BulkExecution execution, Execution ended, long start) {
		FiringPlan plan = null;
		long token;
		boolean goesOn;
		this.lock.lock();
		try {
			this.executions.remove(execution);
			this.lastExecution = ended;
			if (start == this.starts) {
				plan = plan(new FiringEvent.Finished(ended.hasFailures()));
			}
			token = this.armed;
			goesOn = this.open;
		}
		finally {
			this.lock.unlock();
		}
		Instant nextTime = (plan != null && goesOn) ? plan.nextTime() : null;
		execution.dispatch(new ExecutionEvent.Finished(this.definition, ended, nextTime));
		if (plan != null && goesOn) {
			report(plan);
			reportEnd(plan.state());
			// armed only now, so that the next execution begins after this one was
			// reported
			armUnlessChanged(token);
		}
	}

	private void armUnlessChanged(long token) {
		this.lock.lock();
		try {
			if (token == this.armed) {
				arm();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private FiringPlan plan(FiringEvent event) {
		FiringPlan plan = FiringRules.plan(this.definition, this.state, event, this.binding.now());
		this.state = plan.state();
		return plan;
	}

	private void report(FiringPlan plan) {
		if (plan.scheduleFailure() != null) {
			this.logger.error("Schedule of trigger '" + this.definition.name() + "' failed: "
					+ this.definition.schedule().expression() + "; it is asked again in "
					+ FiringRules.SCHEDULE_RETRY.toSeconds() + " s", plan.scheduleFailure());
		}
		if (plan.missed() > 0) {
			Instant nextTime = (plan.firing() != null) ? plan.firing().time() : plan.nextTime();
			this.listeners.dispatch(new ExecutionEvent.Misfired(this.definition, plan.missed(), nextTime));
		}
	}

	private void reportEnd(FiringState state) {
		if (state.state() == TriggerState.FAILED) {
			this.logger.error("Trigger '" + this.definition.name() + "' has failed and ends, since onFailure = STOP");
		}
		else if (state.state() == TriggerState.COMPLETED) {
			this.logger.info("Trigger '" + this.definition.name() + "' is completed: "
					+ ((state.remaining() != null) ? "its count is reached" : "its schedule has no further time"));
		}
	}

	private void arm() {
		disarm();
		NextFiring next = this.state.next();
		if (!this.open || next == null) {
			return;
		}
		long token = this.armed;
		if (!next.time().isAfter(this.binding.now())) {
			handOver(token);
			return;
		}
		try {
			this.timer = this.binding.schedule(() -> handOver(token), next.time());
		}
		catch (RuntimeException ex) {
			this.logger.error("Trigger '" + this.definition.name() + "' waits no longer: its scheduler refuses", ex);
		}
	}

	private void disarm() {
		this.armed++;
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

	private void handOver(long token) {
		try {
			this.binding.handOver(() -> fire(token));
		}
		catch (RuntimeException ex) {
			this.logger.error("Trigger '" + this.definition.name() + "' was not executed: its executor refuses", ex);
		}
	}

}
