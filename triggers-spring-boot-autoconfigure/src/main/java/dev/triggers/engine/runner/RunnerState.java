package dev.triggers.engine.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.firing.FiringEvent;
import dev.triggers.firing.FiringPlan;
import dev.triggers.firing.FiringRules;
import dev.triggers.firing.FiringState;

/**
 * State of one trigger with its lock, and the only way to change it: by
 * {@link FiringRules}.
 * <p>
 * What comes next after a firing or an execution is worked out without the lock, since a
 * custom schedule may block, and takes effect under the lock if nothing else has happened
 * meanwhile; else it is worked out again. User code and listeners are never called under
 * the lock.
 */
final class RunnerState {

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock
	private List<Runnable> afterwards = List.of();

	// written under the lock
	private volatile Position position = new Position(FiringState.IDLE, Duration.ZERO);

	RunnerState(TriggerDefinition definition, SchedulerBinding binding) {
		this.definition = definition;
		this.binding = binding;
	}

	FiringState get() {
		return this.position.state();
	}

	Position position() {
		return this.position;
	}

	ReentrantLock lock() {
		return this.lock;
	}

	/**
	 * Do something under the lock.
	 */
	void locked(Runnable code) {
		this.lock.lock();
		try {
			code.run();
		}
		finally {
			unlock();
		}
	}

	/**
	 * Find something out under the lock.
	 */
	<T> T locked(Supplier<T> code) {
		this.lock.lock();
		try {
			return code.get();
		}
		finally {
			unlock();
		}
	}

	/**
	 * Release the lock, and then do what must not be done under it.
	 */
	void unlock() {
		if (this.afterwards.isEmpty() || this.lock.getHoldCount() > 1) {
			this.lock.unlock();
			return;
		}
		List<Runnable> todo = this.afterwards;
		this.afterwards = List.of();
		this.lock.unlock();
		todo.forEach(Runnable::run);
	}

	/**
	 * Do something when the lock has been released; called under the lock.
	 */
	void afterwards(Runnable code) {
		if (this.afterwards.isEmpty()) {
			this.afterwards = new ArrayList<>();
		}
		this.afterwards.add(code);
	}

	/**
	 * Change the state by an event that asks no custom schedule; called under the lock.
	 */
	Step change(FiringEvent event) {
		Step step = next(this.position, event);
		this.position = step.position();
		return step;
	}

	/**
	 * Let a step take effect, unless something else has happened since it was worked out;
	 * called under the lock.
	 */
	boolean change(Position before, Step step) {
		if (this.position != before) {
			return false;
		}
		this.position = step.position();
		return true;
	}

	/**
	 * Work out what an event leads to.
	 */
	Step next(Position before, FiringEvent event) {
		Position corrected = correct(before);
		FiringPlan plan = FiringRules.plan(this.definition, corrected.state(), event, this.binding.now());
		return new Step(plan, new Position(plan.state(), corrected.jumps()), plan.state() != corrected.state());
	}

	/**
	 * Correct the times after the clock was set; called under the lock. No custom
	 * schedule is asked.
	 * @return {@code false} if they were correct already
	 */
	boolean correct() {
		Position before = this.position;
		this.position = correct(before);
		return this.position != before;
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

	/**
	 * State of the trigger, and the jumps of the clock that its times are corrected by.
	 *
	 * @param state the state
	 * @param jumps sum of the jumps
	 */
	record Position(FiringState state, Duration jumps) {

	}

	/**
	 * What comes next, and where that leaves the trigger.
	 *
	 * @param plan what comes next
	 * @param position the new position
	 * @param changed whether the event changed the state
	 */
	record Step(FiringPlan plan, Position position, boolean changed) {

	}

}
