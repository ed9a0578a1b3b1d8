package dev.triggers.engine.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerState;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.bulk.EventActions;
import dev.triggers.engine.bulk.ListenerDispatcher;
import dev.triggers.engine.bulk.ReconnectRules;
import dev.triggers.engine.bulk.ReconnectTypes;
import dev.triggers.engine.call.CallRules;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.runner.AskedExecutions.Asked;
import dev.triggers.engine.runner.ExecutionsUnderWay.Entry;
import dev.triggers.engine.runner.RunnerState.Position;
import dev.triggers.engine.runner.RunnerState.Step;
import dev.triggers.engine.time.ClockObserver;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.Execution;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Progress;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.firing.FiringEvent;
import dev.triggers.firing.FiringState;
import dev.triggers.firing.NextFiring;
import dev.triggers.schedule.Schedule;

/**
 * One trigger in this process: owns its state, its timer, its hooks and its executions.
 * <p>
 * After each change of the state {@link #pursue} does what the state asks for.
 * Thread-safe; see {@link dev.triggers.TriggerHandle} for what each call does.
 *
 * @since 1.0.0
 */
public final class TriggerRunner implements ClockObserver {

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ReconnectTypes reconnectTypes = new ReconnectTypes();

	private final RunnerState state;

	private final RunnerHooks hooks;

	private final RunnerExecutions executions;

	// all below are guarded by the lock of the state
	private final DueTimer timer;

	private final RunnerLife life;

	private final AskedExecutions asked;

	// volatile for the executions, which report what comes next only while it is open
	private volatile boolean open;

	private boolean removed;

	/**
	 * Create a trigger that was never started.
	 * @param definition what was declared
	 * @param binding gives time and threads
	 * @param listeners are told of all that happens
	 * @param tools what the calls of all triggers share
	 * @param actions what the events of executions can do
	 * @throws IllegalArgumentException if there is no concurrency group or retry policy
	 * of a name
	 */
	public TriggerRunner(TriggerDefinition definition, SchedulerBinding binding, ListenerDispatcher listeners,
			CallTools tools, EventActions actions) {
		this.definition = definition;
		this.binding = binding;
		this.state = new RunnerState(definition, binding);
		this.life = new RunnerLife(this.state, binding);
		Runnable pursue = this::pursue;
		this.hooks = new RunnerHooks(definition, binding, this.state, pursue);
		CallRules rules = tools.rules("trigger '" + definition.name() + "'", definition.references().calls());
		ReconnectRules reconnect = new ReconnectRules(definition.execution().reconnect(), this.reconnectTypes,
				tools.random());
		ExecutionPlans plans = new ExecutionPlans(definition, rules, reconnect, actions);
		this.executions = new RunnerExecutions(definition, binding, listeners, plans, this.state, () -> this.open,
				pursue);
		this.timer = new DueTimer(definition, binding, this.state.lock(), this.executions::areShort, this::fire);
		this.asked = new AskedExecutions(binding, this.state, this::beginAsked);
	}

	/**
	 * Return what was declared.
	 * @return the definition
	 */
	public TriggerDefinition definition() {
		return this.definition;
	}

	/**
	 * Return where the trigger is.
	 * @return the state
	 */
	public FiringState state() {
		return this.state.get();
	}

	@Override
	public boolean isRunning() {
		return state().state().isRunning();
	}

	/**
	 * Return whether the trigger, or an execution beside its schedule, has not yet ended.
	 * @return {@code true} if anything is under way
	 */
	public boolean isBusy() {
		return isRunning() || this.hooks.areUnderWay() || !this.executions.underWay().isEmpty();
	}

	/**
	 * Return the last execution that ended.
	 * @return the execution, or {@code null} if none has
	 */
	public @Nullable Execution lastExecution() {
		return this.executions.last();
	}

	/**
	 * Return what the trigger has done so far.
	 * @return the numbers since it was registered
	 */
	public TriggerStatistics statistics() {
		return this.executions.statistics();
	}

	/**
	 * Return how long ago the trigger was started, or opened if it was running then.
	 * @return the time, or {@code null} if it was never started
	 */
	public @Nullable Duration sinceStart() {
		this.state.lock().lock();
		try {
			return this.life.sinceStart();
		}
		finally {
			this.state.unlock();
		}
	}

	/**
	 * Return the executions under way.
	 * @return the executions, oldest first
	 */
	public List<Execution> currentExecutions() {
		return this.executions.underWay().snapshots();
	}

	/**
	 * Return how far the oldest execution under way is.
	 * @return the progress, or {@code null} if there is no execution
	 */
	public @Nullable Progress progress() {
		return this.executions.underWay().progress();
	}

	/**
	 * Return the executions under way whose code ignores that they were cancelled.
	 * @return the executions, oldest first
	 */
	public List<Execution> unresponsiveExecutions() {
		return this.executions.underWay().unresponsive();
	}

	/**
	 * Return the types of exceptions that calls are repeated on.
	 * @return the types, to be changed
	 */
	public ReconnectTypes reconnectTypes() {
		return this.reconnectTypes;
	}

	/**
	 * Return the number of threads of a binding that executions of this trigger are on.
	 * @param owner the binding that has the threads
	 * @return the number
	 */
	public int threads(SchedulerBinding owner) {
		return (owner != this.binding) ? 0 : this.executions.underWay().threads().size();
	}

	/**
	 * Return whether the calling thread is inside of a call, a hook or a listener of this
	 * trigger.
	 * @return {@code true} if waiting for this trigger would never end
	 */
	public boolean isCalledByThisThread() {
		return this.executions.underWay().threads().contains(Thread.currentThread())
				|| this.hooks.areCallingThisThread();
	}

	/**
	 * Start the trigger.
	 * @param arguments arguments that go to each call
	 * @return {@code false} if it is running
	 * @throws IllegalArgumentException if the arguments do not fit
	 */
	public boolean start(List<@Nullable Object> arguments) {
		RuntimeException misfit = check(arguments);
		return this.state.locked(() -> {
			checkRegistered();
			if (isRunning()) {
				return false;
			}
			if (misfit != null) {
				throw misfit;
			}
			return change(new FiringEvent.Start(arguments));
		});
	}

	/**
	 * Stop the trigger gracefully.
	 * @return {@code false} if that changed nothing
	 */
	public boolean stop() {
		return this.state.locked(() -> {
			boolean changed = change(new FiringEvent.Stop());
			if (changed) {
				this.asked.drop();
			}
			return changed;
		});
	}

	/**
	 * Cancel the trigger, and executions beside its schedule.
	 * @return {@code false} if that changed nothing
	 */
	public boolean cancel() {
		return this.state.locked(() -> {
			boolean beside = !isRunning() && !(this.executions.underWay().isEmpty() && this.asked.isEmpty());
			Runnable interruption = interruption();
			boolean changed = change(new FiringEvent.Cancel());
			this.asked.drop();
			this.state.afterwards(interruption);
			return changed || beside;
		});
	}

	/**
	 * Cancel the trigger if it is running, and start it when it has ended.
	 * @param arguments arguments that go to each call
	 * @return ends when it has started again, or with {@code false} if it will not
	 * @throws IllegalArgumentException if the arguments do not fit
	 */
	public CompletableFuture<Boolean> restart(List<@Nullable Object> arguments) {
		this.definition.work().target().withArguments(arguments);
		return this.state.locked(() -> {
			checkRegistered();
			if (isRunning()) {
				this.state.afterwards(interruption());
				this.asked.drop();
			}
			long startsBefore = state().counts().starts();
			change(new FiringEvent.Restart(arguments));
			return this.life.restart(startsBefore, state());
		});
	}

	/**
	 * Let the trigger not start again when it has been cancelled.
	 */
	public void dropRestart() {
		this.state.locked(() -> {
			if (state().settings().restart() != null) {
				change(new FiringEvent.Stop());
			}
		});
	}

	/**
	 * Execute once, beside the schedule.
	 * @param request what is wanted
	 * @return the execution when it has ended
	 * @throws dev.triggers.NoSuchExecutionException if an earlier execution is not
	 * remembered
	 * @throws IllegalArgumentException if elements or arguments do not fit
	 */
	public CompletableFuture<Execution> fire(FireRequest request) {
		return ask(this.executions.asked(request));
	}

	/**
	 * Follow another schedule.
	 * @param schedule the schedule
	 * @return {@code false} if it is the schedule already
	 */
	public boolean changeSchedule(Schedule schedule) {
		return this.state.locked(() -> change(new FiringEvent.ScheduleChanged(schedule)));
	}

	/**
	 * Return what tells when the trigger has ended.
	 * @return ends with the present life of the trigger
	 */
	public CompletableFuture<@Nullable Void> end() {
		return this.state.locked(this.life::end);
	}

	@Override
	public void clockJumped() {
		this.state.locked(() -> {
			if (this.state.correct()) {
				pursue();
			}
		});
	}

	/**
	 * Let the trigger fire if it is running.
	 */
	public void open() {
		this.state.locked(() -> {
			this.open = !this.removed;
			this.hooks.open(this.open);
			this.life.resume(state());
			pursue();
		});
	}

	/**
	 * Let the trigger fire no more; executions under way go on.
	 */
	public void suspend() {
		this.state.locked(() -> {
			this.open = false;
			this.hooks.open(false);
			pursue();
		});
	}

	/**
	 * Drop the executions that were asked for and cannot begin, since the trigger was
	 * suspended.
	 */
	public void dropAsked() {
		this.state.locked(() -> {
			if (!this.open) {
				this.asked.drop();
			}
		});
	}

	/**
	 * Call the after-hooks, if they are owed, when no execution is under way.
	 * @return ends when that is done
	 */
	public CompletableFuture<@Nullable Void> close() {
		return this.state.locked(() -> {
			CompletableFuture<@Nullable Void> closed = this.hooks.close();
			pursue();
			return closed;
		});
	}

	/**
	 * Let nobody wait for the trigger any longer, since the engine was closed for good.
	 */
	public void dismiss() {
		this.state.locked(this.life::dismiss);
	}

	/**
	 * Close without waiting for the executions under way.
	 */
	public void leaveBehind() {
		this.state.locked(() -> {
			this.hooks.leaveBehind();
			pursue();
		});
	}

	/**
	 * Name the executions and hooks that are under way.
	 * @return texts for a log record
	 */
	public List<String> describeUnderWay() {
		List<String> texts = new ArrayList<>();
		this.executions.underWay().all().forEach((entry) -> texts.add(entry.execution().describe()));
		if (this.hooks.areUnderWay()) {
			texts.add(this.definition.name() + " (hooks)");
		}
		return texts;
	}

	/**
	 * Interrupt what is under way, and leave the state as it is.
	 */
	public void interrupt() {
		this.state.locked(() -> this.state.afterwards(interruption()));
	}

	/**
	 * Stop the trigger gracefully, for good.
	 */
	public void remove() {
		this.state.locked(() -> {
			this.removed = true;
			this.open = false;
			this.hooks.open(false);
			this.asked.drop();
			change(new FiringEvent.Stop());
		});
		this.binding.unwatch(this);
	}

	/**
	 * Return what is wrong with arguments, or {@code null} if they fit; without the lock,
	 * since they are converted by code of the application.
	 */
	private @Nullable RuntimeException check(List<@Nullable Object> arguments) {
		try {
			this.definition.work().target().withArguments(arguments);
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	private void checkRegistered() {
		if (this.removed) {
			throw new NoSuchTriggerException(this.definition.name(), List.of());
		}
	}

	private Runnable interruption() {
		Runnable interruptHooks = this.hooks.interruption();
		Runnable interruptExecutions = this.executions.interruption();
		return () -> {
			interruptHooks.run();
			interruptExecutions.run();
		};
	}

	private boolean change(FiringEvent event) {
		boolean changed = this.state.change(event).changed();
		pursue();
		return changed;
	}

	/**
	 * Do what the state asks for; called under the lock after each change.
	 */
	private void pursue() {
		this.timer.clear();
		FiringState now = state();
		boolean reported = !this.executions.isReporting();
		if (reported) {
			if (this.life.update(now)) {
				this.state.afterwards(() -> reportEnd(now));
			}
			this.hooks.pursue(!this.executions.underWay().isEmpty());
		}
		boolean concurrent = this.definition.execution().concurrent();
		if (this.open && now.ending() == null && !now.isOccupied(this.definition) && (reported || concurrent)) {
			this.asked.handOver();
			NextFiring next = now.next();
			// after-hooks of a closed engine may still run when it is opened again
			boolean prepared = !now.hooks().isBefore() && !this.hooks.areUnderWay();
			if (next != null && prepared && (!this.asked.isHandedOver() || concurrent)) {
				this.timer.set(next);
			}
		}
	}

	private CompletableFuture<Execution> ask(Asked execution) {
		return this.state.locked(() -> {
			checkRegistered();
			if (!this.open) {
				return CompletableFuture.failedFuture(new IllegalStateException("Trigger '" + this.definition.name()
						+ "' cannot execute: its application context is not running"));
			}
			this.asked.add(execution);
			pursue();
			return execution.result();
		});
	}

	private void beginAsked() {
		Entry entry = null;
		this.state.lock().lock();
		try {
			Asked next = this.asked.peek();
			if (next != null && this.open && state().ending() == null) {
				NextFiring firing = this.state.change(new FiringEvent.Asked(next.cause())).plan().firing();
				if (firing != null) {
					this.asked.remove();
					entry = this.executions.begin(firing, next);
				}
			}
			pursue();
		}
		finally {
			this.state.unlock();
		}
		if (entry != null) {
			entry.execution().run();
		}
	}

	private void fire(long token) {
		Step taken = null;
		Entry entry = null;
		while (taken == null) {
			Position before = this.state.position();
			Step step = this.state.next(before, new FiringEvent.Due());
			this.state.lock().lock();
			try {
				if (!this.timer.isCurrent(token)) {
					return;
				}
				if (this.state.change(before, step)) {
					taken = step;
					NextFiring firing = step.plan().firing();
					entry = (firing != null) ? this.executions.begin(firing, null) : null;
					pursue();
				}
			}
			finally {
				this.state.unlock();
			}
		}
		this.executions.report(taken.plan(), entry);
		if (entry != null) {
			entry.execution().run();
		}
	}

	private void reportEnd(FiringState end) {
		String text = "Trigger '" + this.definition.name() + "' ";
		if (end.state() == TriggerState.FAILED && end.iteration() > 0) {
			this.definition.references().log().error(text + "has failed and ends, since onFailure = STOP");
		}
		else if (end.state() == TriggerState.COMPLETED) {
			boolean counted = end.remaining() != null && end.remaining() == 0;
			this.definition.references()
				.log()
				.info(text + "is completed: "
						+ (counted ? "its count is reached" : "its schedule has no further time"));
		}
	}

}
