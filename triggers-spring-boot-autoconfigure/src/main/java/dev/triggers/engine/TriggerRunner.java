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

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerState;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.SafeLog;
import dev.triggers.firing.FiringEvent;
import dev.triggers.firing.FiringPlan;
import dev.triggers.firing.FiringRules;
import dev.triggers.firing.FiringState;
import dev.triggers.firing.NextFiring;

/**
 * One trigger in this process: owns its state, its timer and its executions.
 * <p>
 * All that changes the state goes through {@link FiringRules}. What comes next is worked
 * out without the lock, since a custom schedule may block, and takes effect under the
 * lock if nothing else has happened meanwhile; else it is worked out again. User code and
 * listeners are never called under the lock. A timer, or a firing that was handed to the
 * executor, counts only as long as nothing else was armed since.
 */
final class TriggerRunner {

	/**
	 * After this time a firing is handed over again that the executor refused.
	 */
	private static final Duration HAND_OVER_RETRY = Duration.ofSeconds(1);

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ListenerDispatcher listeners;

	private final Log logger;

	private final Set<BulkExecution> executions = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	// written under the lock; position and lastExecution are volatile for readers
	private volatile Position position;

	private volatile @Nullable Execution lastExecution;

	private boolean open;

	private boolean removed;

	private volatile boolean refused;

	private long armed;

	private long starts;

	private @Nullable Future<?> timer;

	TriggerRunner(TriggerDefinition definition, SchedulerBinding binding, ListenerDispatcher listeners) {
		this.definition = definition;
		this.binding = binding;
		this.listeners = listeners;
		this.logger = LogFactory.getLog(definition.references().logger());
		this.position = new Position(FiringState.IDLE, Duration.ZERO);
	}

	TriggerDefinition definition() {
		return this.definition;
	}

	FiringState state() {
		return this.position.state();
	}

	boolean isRunning() {
		return state().state().isRunning();
	}

	@Nullable Execution lastExecution() {
		return this.lastExecution;
	}

	Set<BulkExecution> executions() {
		return this.executions;
	}

	/**
	 * Return the threads that executions of this trigger are on, if these are threads of
	 * a binding.
	 */
	List<Thread> threads(SchedulerBinding owner) {
		return (owner != this.binding) ? List.of()
				: this.executions.stream().flatMap((execution) -> execution.threads().stream()).toList();
	}

	/**
	 * Let the trigger fire if it is running, or let it fire no more; executions under way
	 * go on.
	 */
	void letFire(boolean fire) {
		this.lock.lock();
		try {
			this.open = fire && !this.removed;
			arm();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Stop the trigger gracefully, for good.
	 */
	void remove() {
		this.lock.lock();
		try {
			this.removed = true;
			this.open = false;
		}
		finally {
			this.lock.unlock();
		}
		stop();
		this.binding.unwatch(this);
	}

	/**
	 * Start the trigger.
	 * @return {@code false} if it is running
	 */
	boolean start() {
		while (true) {
			Position before = this.position;
			if (before.state().state().isRunning()) {
				return false;
			}
			Duration jumps = this.binding.clockJumps();
			FiringPlan plan = FiringRules.plan(this.definition, before.state(), new FiringEvent.Start(),
					this.binding.now());
			this.lock.lock();
			try {
				if (this.removed) {
					throw new NoSuchTriggerException(this.definition.name(), List.of());
				}
				if (this.position == before) {
					this.starts++;
					this.position = new Position(plan.state(), jumps);
					arm();
					break;
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		return true;
	}

	/**
	 * Stop the trigger gracefully.
	 * @return {@code false} if it was not running
	 */
	boolean stop() {
		this.lock.lock();
		try {
			if (!isRunning()) {
				return false;
			}
			this.position = next(this.position, new FiringEvent.Stop()).position();
			disarm();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Correct the due time after the clock was set. No custom schedule is asked.
	 */
	void clockJumped() {
		this.lock.lock();
		try {
			Position corrected = correct(this.position);
			if (corrected != this.position) {
				this.position = corrected;
				arm();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void fire(long token) {
		Step step = null;
		BulkExecution execution = null;
		while (step == null) {
			Position before = this.position;
			Step possible = next(before, new FiringEvent.Due());
			this.lock.lock();
			try {
				if (!this.open || token != this.armed) {
					return;
				}
				if (this.position == before) {
					step = possible;
					this.position = step.position();
					execution = (step.plan().firing() != null) ? begin(step.plan().firing()) : null;
					arm();
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		report(step.plan());
		if (execution != null) {
			execution.run();
		}
	}

	private BulkExecution begin(NextFiring firing) {
		Execution.Firing described = new Execution.Firing(this.definition.name(), firing.requiredCause(), firing.time(),
				state().iteration());
		long start = this.starts;
		BulkExecution[] self = new BulkExecution[1];
		self[0] = new BulkExecution(this.definition, described, this.binding, this.listeners,
				(ended) -> finished(self[0], ended, start));
		this.executions.add(self[0]);
		return self[0];
	}

	private void finished(BulkExecution execution, Execution ended, long start) {
		this.lastExecution = ended;
		Ending ending = end(ended, start);
		this.executions.remove(execution);
		FiringPlan plan = ending.plan();
		Instant nextTime = (plan != null && ending.goesOn()) ? plan.nextTime() : null;
		execution.dispatch(new ExecutionEvent.Finished(this.definition, ended, nextTime));
		if (plan != null && ending.goesOn()) {
			report(plan);
			reportEnd(plan.state());
			// armed only now, so that the next execution begins after this one was
			// reported
			armUnlessChanged(ending.token());
		}
	}

	private Ending end(Execution ended, long start) {
		while (true) {
			Position before = this.position;
			Step step = next(before, new FiringEvent.Finished(ended.hasFailures()));
			this.lock.lock();
			try {
				if (start != this.starts) {
					return new Ending(null, this.armed, this.open);
				}
				if (this.position == before) {
					this.position = step.position();
					return new Ending(step.plan(), this.armed, this.open);
				}
			}
			finally {
				this.lock.unlock();
			}
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

	private Step next(Position before, FiringEvent event) {
		Position corrected = correct(before);
		FiringPlan plan = FiringRules.plan(this.definition, corrected.state(), event, this.binding.now());
		return new Step(plan, new Position(plan.state(), corrected.jumps()));
	}

	/**
	 * Apply the jumps of the clock that the state does not know yet, each exactly once.
	 */
	private Position correct(Position before) {
		Duration jumps = this.binding.clockJumps();
		if (jumps.equals(before.jumps())) {
			return before;
		}
		FiringEvent event = new FiringEvent.ClockJumped(jumps.minus(before.jumps()));
		return new Position(FiringRules.plan(this.definition, before.state(), event, this.binding.now()).state(),
				jumps);
	}

	private void report(FiringPlan plan) {
		if (plan.scheduleFailure() != null) {
			SafeLog.error(this.logger,
					"Schedule of trigger '" + this.definition.name() + "' failed: "
							+ this.definition.schedule().expression() + "; it is asked again in "
							+ FiringRules.SCHEDULE_RETRY.toSeconds() + " s",
					plan.scheduleFailure());
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
		NextFiring next = state().next();
		if (!this.open || next == null) {
			return;
		}
		if (next.time().isAfter(this.binding.now())) {
			handOverAt(next.time(), this.armed);
		}
		else {
			handOver(this.armed);
		}
	}

	private void disarm() {
		this.armed++;
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

	private void handOverAt(Instant time, long token) {
		try {
			this.timer = this.binding.schedule(() -> handOver(token), time);
		}
		catch (Throwable ex) {
			SafeLog.error(this.logger,
					"Trigger '" + this.definition.name() + "' waits no longer: its scheduler refuses", ex);
		}
	}

	private void handOver(long token) {
		try {
			this.binding.handOver(() -> fire(token));
			this.refused = false;
		}
		catch (Throwable ex) {
			handOverAgain(token, ex);
		}
	}

	private void handOverAgain(long token, Throwable refusal) {
		this.lock.lock();
		try {
			if (!this.open || token != this.armed) {
				return;
			}
			if (!this.refused) {
				this.refused = true;
				SafeLog.error(this.logger,
						"Trigger '" + this.definition.name() + "' is not executed: its executor refuses; "
								+ "it is asked again every " + HAND_OVER_RETRY.toSeconds() + " s",
						refusal);
			}
			handOverAt(this.binding.now().plus(HAND_OVER_RETRY), token);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * State of the trigger, and the jumps of the clock that its times are corrected by.
	 *
	 * @param state the state
	 * @param jumps sum of the jumps
	 */
	private record Position(FiringState state, Duration jumps) {

	}

	/**
	 * What comes next, and where that leaves the trigger.
	 *
	 * @param plan what comes next
	 * @param position the new position
	 */
	private record Step(FiringPlan plan, Position position) {

	}

	/**
	 * What the end of an execution led to.
	 *
	 * @param plan what comes next, or {@code null} if the trigger was started anew
	 * meanwhile
	 * @param token what was armed when the execution ended
	 * @param goesOn whether the engine was open then
	 */
	private record Ending(@Nullable FiringPlan plan, long token, boolean goesOn) {

	}

}
