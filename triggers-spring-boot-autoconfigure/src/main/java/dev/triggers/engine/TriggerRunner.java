package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.NoSuchExecutionException;
import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerState;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.ExecutionsUnderWay.Entry;
import dev.triggers.engine.bulk.BulkExecution;
import dev.triggers.engine.bulk.ExecutionPlan;
import dev.triggers.engine.bulk.HookRun;
import dev.triggers.engine.bulk.ListenerDispatcher;
import dev.triggers.engine.bulk.ReconnectRules;
import dev.triggers.engine.bulk.ReconnectTypes;
import dev.triggers.engine.time.ClockObserver;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.SafeLog;
import dev.triggers.firing.FiringEvent;
import dev.triggers.firing.FiringPlan;
import dev.triggers.firing.FiringRules;
import dev.triggers.firing.FiringState;
import dev.triggers.firing.HookStage;
import dev.triggers.firing.NextFiring;
import dev.triggers.schedule.Schedule;

/**
 * One trigger in this process: owns its state, its timer, its hooks and its executions.
 * <p>
 * All that changes the state goes through {@link FiringRules}, and {@link #pursue} does
 * what the new state asks for. What comes next after a firing or an execution is worked
 * out without the lock, since a custom schedule may block, and takes effect under the
 * lock if nothing else has happened meanwhile; else it is worked out again. User code and
 * listeners are never called under the lock.
 */
final class TriggerRunner implements ClockObserver {

	/**
	 * After this time an execution that was cancelled and has not returned counts as
	 * unresponsive.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	/**
	 * After this time hooks are handed over again that the executor refused.
	 */
	private static final Duration HAND_OVER_RETRY = Duration.ofSeconds(1);

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ListenerDispatcher listeners;

	private final ReconnectRules reconnect;

	private final Log logger;

	private final ExecutionsUnderWay executions = new ExecutionsUnderWay();

	private final FailureMemory failures = new FailureMemory();

	private final ReentrantLock lock = new ReentrantLock();

	// written under the lock; position and lastExecution are volatile for readers
	private volatile Position position = new Position(FiringState.IDLE, Duration.ZERO);

	private volatile @Nullable Execution lastExecution;

	private volatile @Nullable HookRun hookRun;

	// all below are guarded by the lock
	private final DueTimer timer;

	private final RunnerLife life = new RunnerLife();

	private final Deque<AskedExecution> asked = new ArrayDeque<>();

	private final List<Runnable> afterwards = new ArrayList<>();

	private boolean askedHandedOver;

	private boolean open;

	private boolean removed;

	// executions that have ended and are being reported
	private int reporting;

	private @Nullable CompletableFuture<@Nullable Void> closing;

	private boolean leftBehind;

	TriggerRunner(TriggerDefinition definition, SchedulerBinding binding, ListenerDispatcher listeners,
			UnaryOperator<Duration> jitter) {
		this.definition = definition;
		this.binding = binding;
		this.listeners = listeners;
		this.reconnect = new ReconnectRules(definition.execution().reconnect(), new ReconnectTypes(), jitter);
		this.logger = LogFactory.getLog(definition.references().logger());
		this.timer = new DueTimer(definition.name(), binding, this.lock, this.logger, this::fire);
	}

	TriggerDefinition definition() {
		return this.definition;
	}

	FiringState state() {
		return this.position.state();
	}

	@Override
	public boolean isRunning() {
		return state().state().isRunning();
	}

	/**
	 * Return whether the trigger, or an execution beside its schedule, has not yet ended.
	 */
	boolean isBusy() {
		return isRunning() || this.hookRun != null || !this.executions.isEmpty();
	}

	@Nullable Execution lastExecution() {
		return this.lastExecution;
	}

	ExecutionsUnderWay executions() {
		return this.executions;
	}

	ReconnectTypes reconnectTypes() {
		return this.reconnect.types();
	}

	/**
	 * Return the threads that executions of this trigger are on, if these are threads of
	 * a binding.
	 */
	List<Thread> threads(SchedulerBinding owner) {
		return (owner != this.binding) ? List.of() : this.executions.threads();
	}

	boolean isCalledByThisThread() {
		HookRun hooks = this.hookRun;
		return this.executions.threads().contains(Thread.currentThread())
				|| (hooks != null && hooks.isCallingThreadInside());
	}

	boolean start(List<@Nullable Object> arguments) {
		this.definition.work().target().withArguments(arguments);
		this.lock.lock();
		try {
			checkRegistered();
			return !isRunning() && change(new FiringEvent.Start(arguments));
		}
		finally {
			unlock();
		}
	}

	boolean stop() {
		this.lock.lock();
		try {
			boolean changed = change(new FiringEvent.Stop());
			if (changed) {
				dropAsked();
			}
			return changed;
		}
		finally {
			unlock();
		}
	}

	boolean cancel() {
		this.lock.lock();
		try {
			boolean beside = !isRunning() && !(this.executions.isEmpty() && this.asked.isEmpty());
			Runnable interruption = interruption();
			boolean changed = change(new FiringEvent.Cancel());
			dropAsked();
			this.afterwards.add(interruption);
			return changed || beside;
		}
		finally {
			unlock();
		}
	}

	CompletableFuture<Boolean> restart(List<@Nullable Object> arguments) {
		this.definition.work().target().withArguments(arguments);
		this.lock.lock();
		try {
			checkRegistered();
			if (isRunning()) {
				this.afterwards.add(interruption());
				dropAsked();
			}
			CompletableFuture<Boolean> restarted = this.life.restart(state().counts().starts());
			change(new FiringEvent.Restart(arguments));
			return restarted;
		}
		finally {
			unlock();
		}
	}

	void dropRestart() {
		this.lock.lock();
		try {
			if (state().settings().restart() != null) {
				change(new FiringEvent.Stop());
			}
		}
		finally {
			unlock();
		}
	}

	CompletableFuture<Execution> fire() {
		return ask(new AskedExecution(Cause.MANUAL, null, new CompletableFuture<>()));
	}

	CompletableFuture<Execution> retryFailed(ExecutionId id) {
		FailureMemory.Failed failed = this.failures.find(id);
		if (failed == null) {
			throw new NoSuchExecutionException(this.definition.name(), id);
		}
		return ask(new AskedExecution(Cause.RETRY, failed.elements(), new CompletableFuture<>()));
	}

	boolean changeSchedule(Schedule schedule) {
		this.lock.lock();
		try {
			return change(new FiringEvent.ScheduleChanged(schedule));
		}
		finally {
			unlock();
		}
	}

	CompletableFuture<@Nullable Void> end() {
		this.lock.lock();
		try {
			return this.life.end();
		}
		finally {
			unlock();
		}
	}

	/**
	 * Correct the due time after the clock was set. No custom schedule is asked.
	 */
	@Override
	public void clockJumped() {
		this.lock.lock();
		try {
			Position corrected = correct(this.position);
			if (corrected != this.position) {
				this.position = corrected;
				pursue();
			}
		}
		finally {
			unlock();
		}
	}

	/**
	 * Let the trigger fire if it is running.
	 */
	void open() {
		this.lock.lock();
		try {
			this.open = !this.removed;
			this.closing = null;
			this.leftBehind = false;
			pursue();
		}
		finally {
			unlock();
		}
	}

	/**
	 * Let the trigger fire no more; executions under way go on.
	 */
	void suspend() {
		this.lock.lock();
		try {
			this.open = false;
			dropAsked();
			pursue();
		}
		finally {
			unlock();
		}
	}

	/**
	 * Call the after-hooks, if they are owed, when no execution is under way.
	 * @return ends when that is done
	 */
	CompletableFuture<@Nullable Void> close() {
		this.lock.lock();
		try {
			CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
			this.closing = closed;
			pursue();
			return closed;
		}
		finally {
			unlock();
		}
	}

	/**
	 * Close without waiting for the executions under way.
	 */
	void leaveBehind() {
		this.lock.lock();
		try {
			this.leftBehind = true;
			pursue();
		}
		finally {
			unlock();
		}
	}

	/**
	 * Name the executions and hooks that are under way.
	 */
	List<String> describeUnderWay() {
		List<String> texts = new ArrayList<>();
		this.executions.all().forEach((entry) -> texts.add(entry.execution().describe()));
		if (this.hookRun != null) {
			texts.add(this.definition.name() + " (hooks)");
		}
		return texts;
	}

	/**
	 * Interrupt what is under way, and leave the state as it is.
	 */
	void interrupt() {
		this.lock.lock();
		try {
			this.afterwards.add(interruption());
		}
		finally {
			unlock();
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
			dropAsked();
			change(new FiringEvent.Stop());
		}
		finally {
			unlock();
		}
		this.binding.unwatch(this);
	}

	private void checkRegistered() {
		if (this.removed) {
			throw new NoSuchTriggerException(this.definition.name(), List.of());
		}
	}

	/**
	 * Release the lock, and then do what must not be done under it.
	 */
	private void unlock() {
		List<Runnable> todo = List.of();
		if (this.lock.getHoldCount() == 1 && !this.afterwards.isEmpty()) {
			todo = List.copyOf(this.afterwards);
			this.afterwards.clear();
		}
		this.lock.unlock();
		todo.forEach(Runnable::run);
	}

	private boolean change(FiringEvent event) {
		Step step = next(this.position, event);
		this.position = step.position();
		pursue();
		return step.changed();
	}

	private Step next(Position before, FiringEvent event) {
		Position corrected = correct(before);
		FiringPlan plan = FiringRules.plan(this.definition, corrected.state(), event, this.binding.now());
		return new Step(plan, new Position(plan.state(), corrected.jumps()), plan.state() != corrected.state());
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
	 * Do what the state asks for; called under the lock after each change.
	 */
	private void pursue() {
		this.timer.clear();
		FiringState state = state();
		if (this.reporting == 0) {
			if (this.life.update(state)) {
				this.afterwards.add(() -> reportEnd(state));
			}
			pursueHooks(state);
			pursueClosing();
		}
		boolean mayBegin = this.open && state.ending() == null && !state.isOccupied(this.definition)
				&& (this.reporting == 0 || this.definition.execution().concurrent());
		if (!mayBegin) {
			return;
		}
		if (!this.asked.isEmpty()) {
			handOverAsked();
		}
		NextFiring next = state.next();
		boolean fires = state.hooks() != HookStage.DUE && state.hooks() != HookStage.BEFORE;
		if (next != null && fires && (!this.askedHandedOver || this.definition.execution().concurrent())) {
			this.timer.set(next);
		}
	}

	private void pursueHooks(FiringState state) {
		if (this.hookRun != null) {
			return;
		}
		if (state.hooks() == HookStage.AFTER) {
			callHooks(new HookRun(this.definition, false, this.binding,
					(failed) -> hooksReturned(new FiringEvent.Concluded())));
		}
		else if (state.hooks() == HookStage.DUE && state.ending() == null && this.open) {
			HookRun hooks = new HookRun(this.definition, true, this.binding,
					(failed) -> hooksReturned(new FiringEvent.Prepared(failed)));
			this.hookRun = hooks;
			handOverBeforeHooks(hooks);
		}
	}

	private void pursueClosing() {
		CompletableFuture<@Nullable Void> closed = this.closing;
		if (closed == null || closed.isDone()) {
			return;
		}
		HookRun hooks = this.hookRun;
		if (hooks != null) {
			if (this.leftBehind && hooks.isCallingThreadInside()) {
				closed.complete(null);
			}
		}
		else if (this.executions.isEmpty() || this.leftBehind) {
			if (state().hooks() == HookStage.BETWEEN) {
				callHooks(new HookRun(this.definition, false, this.binding,
						(failed) -> hooksReturned(new FiringEvent.Suspended())));
			}
			else {
				closed.complete(null);
			}
		}
	}

	/**
	 * Call after-hooks, on the calling thread if there is no other.
	 */
	private void callHooks(HookRun hooks) {
		this.hookRun = hooks;
		try {
			this.binding.handOver(hooks::run);
		}
		catch (Throwable ex) {
			this.afterwards.add(hooks::run);
		}
	}

	private void handOverBeforeHooks(HookRun hooks) {
		try {
			this.binding.handOver(() -> {
				if (beginsHooks()) {
					hooks.run();
				}
			});
		}
		catch (Throwable ex) {
			this.hookRun = null;
			SafeLog.error(this.logger,
					"Trigger '" + this.definition.name() + "' does not begin: its executor refuses; it is asked again",
					ex);
			this.binding.schedule(this::pursueAgain, this.binding.now().plus(HAND_OVER_RETRY));
		}
	}

	private void pursueAgain() {
		this.lock.lock();
		try {
			pursue();
		}
		finally {
			unlock();
		}
	}

	private boolean beginsHooks() {
		this.lock.lock();
		try {
			boolean begins = this.open && state().hooks() == HookStage.DUE && state().ending() == null;
			if (!begins) {
				this.hookRun = null;
			}
			change(new FiringEvent.Preparing());
			return begins;
		}
		finally {
			unlock();
		}
	}

	private void hooksReturned(FiringEvent event) {
		this.lock.lock();
		try {
			this.hookRun = null;
			change(event);
		}
		finally {
			unlock();
		}
	}

	private CompletableFuture<Execution> ask(AskedExecution execution) {
		this.lock.lock();
		try {
			checkRegistered();
			if (!this.open) {
				return CompletableFuture.failedFuture(new IllegalStateException("Trigger '" + this.definition.name()
						+ "' cannot execute: its application context is not running"));
			}
			this.asked.add(execution);
			pursue();
			return execution.result();
		}
		finally {
			unlock();
		}
	}

	private void handOverAsked() {
		if (this.askedHandedOver) {
			return;
		}
		this.askedHandedOver = true;
		try {
			this.binding.handOver(this::beginAsked);
		}
		catch (Throwable ex) {
			this.askedHandedOver = false;
			dropAsked(ex);
		}
	}

	private void dropAsked() {
		dropAsked(new CancellationException("Dropped before it began"));
	}

	private void dropAsked(Throwable reason) {
		List<AskedExecution> dropped = List.copyOf(this.asked);
		this.asked.clear();
		dropped.forEach((execution) -> this.afterwards.add(() -> execution.result().completeExceptionally(reason)));
	}

	private void beginAsked() {
		Entry entry = null;
		this.lock.lock();
		try {
			this.askedHandedOver = false;
			this.asked.removeIf((execution) -> execution.result().isDone());
			AskedExecution next = (this.open && state().ending() == null) ? this.asked.peek() : null;
			if (next != null) {
				Step step = next(this.position, new FiringEvent.Asked(next.cause()));
				this.position = step.position();
				NextFiring firing = step.plan().firing();
				entry = (firing != null) ? begin(firing, this.asked.remove()) : null;
			}
			pursue();
		}
		finally {
			unlock();
		}
		if (entry != null) {
			entry.execution().run();
		}
	}

	private void fire(long token) {
		Step step = null;
		Entry entry = null;
		while (step == null) {
			Position before = this.position;
			Step possible = next(before, new FiringEvent.Due());
			this.lock.lock();
			try {
				if (!this.timer.isCurrent(token)) {
					return;
				}
				if (this.position == before) {
					step = possible;
					this.position = step.position();
					NextFiring firing = step.plan().firing();
					entry = (firing != null) ? begin(firing, null) : null;
					pursue();
				}
			}
			finally {
				unlock();
			}
		}
		report(step.plan());
		if (entry != null) {
			entry.execution().run();
		}
	}

	private Entry begin(NextFiring firing, @Nullable AskedExecution asked) {
		FiringState state = state();
		Execution.Firing described = new Execution.Firing(this.definition.name(), firing.requiredCause(), firing.time(),
				state.iteration());
		ExecutionPlan plan = new ExecutionPlan(this.definition, described, state.settings().arguments(),
				(asked != null) ? asked.selection() : null, this.reconnect);
		Entry[] self = new Entry[1];
		self[0] = new Entry(new BulkExecution(plan, this.binding, this.listeners, (ended) -> finished(self[0], ended)),
				asked);
		this.executions.add(self[0]);
		return self[0];
	}

	private void finished(Entry entry, Execution ended) {
		if (ended.hasFailures()) {
			this.failures.remember(ended.id(), entry.execution().failedElements());
		}
		FiringPlan plan = end(entry, ended);
		entry.execution()
			.dispatch(new ExecutionEvent.Finished(this.definition, ended, (plan != null) ? plan.nextTime() : null));
		if (plan != null) {
			report(plan);
		}
		this.lock.lock();
		try {
			this.executions.remove(entry);
			this.reporting--;
			pursue();
		}
		finally {
			unlock();
		}
		if (entry.asked() != null) {
			entry.asked().result().complete(ended);
		}
	}

	/**
	 * Let an execution end.
	 * @return what comes next, or {@code null} if nobody waits for the execution or the
	 * engine closes
	 */
	private @Nullable FiringPlan end(Entry entry, Execution ended) {
		while (true) {
			Position before = this.position;
			Step step = next(before, new FiringEvent.Finished(ended.hasFailures(), entry.asked() != null));
			this.lock.lock();
			try {
				if (entry.isAbandoned() || this.position == before) {
					entry.end();
					this.reporting++;
					if (entry.isAbandoned()) {
						return null;
					}
					this.position = step.position();
					this.lastExecution = ended;
					return this.open ? step.plan() : null;
				}
			}
			finally {
				unlock();
			}
		}
	}

	/**
	 * Return what interrupts all that is under way now, and looks later whether it has
	 * returned. Hooks that have not begun are not interrupted.
	 */
	private Runnable interruption() {
		List<Entry> interrupted = this.executions.all();
		HookStage stage = state().hooks();
		HookRun hooks = (stage == HookStage.BEFORE || stage == HookStage.AFTER) ? this.hookRun : null;
		return () -> {
			if (hooks != null) {
				hooks.cancel();
			}
			interrupted.forEach((entry) -> entry.execution().cancel());
			watchResponse(interrupted.stream().filter(this.executions::contains).toList());
		};
	}

	private void watchResponse(List<Entry> interrupted) {
		if (interrupted.isEmpty()) {
			return;
		}
		try {
			this.binding.schedule(() -> this.binding.handOver(() -> interrupted.forEach(this::checkResponse)),
					this.binding.now().plus(PATIENCE));
		}
		catch (Throwable ex) {
			// shut down: whoever closes looks himself
			this.logger.debug("Nobody looks whether executions return", ex);
		}
	}

	private void checkResponse(Entry entry) {
		if (!this.executions.contains(entry) || !entry.markUnresponsive()) {
			return;
		}
		this.listeners
			.dispatch(new ExecutionEvent.Unresponsive(this.definition, entry.execution().snapshot(), PATIENCE));
		this.lock.lock();
		try {
			if (this.definition.execution().concurrent() && entry.abandon()) {
				change(new FiringEvent.Abandoned(1));
			}
		}
		finally {
			unlock();
		}
	}

	private void report(FiringPlan plan) {
		if (plan.scheduleFailure() != null) {
			SafeLog.error(this.logger,
					"Schedule of trigger '" + this.definition.name() + "' failed: "
							+ state().schedule(this.definition).expression() + "; it is asked again in "
							+ FiringRules.SCHEDULE_RETRY.toSeconds() + " s",
					plan.scheduleFailure());
		}
		if (plan.missed() > 0) {
			Instant nextTime = (plan.firing() != null) ? plan.firing().time() : plan.nextTime();
			this.listeners.dispatch(new ExecutionEvent.Misfired(this.definition, plan.missed(), nextTime));
		}
	}

	private void reportEnd(FiringState state) {
		if (state.state() == TriggerState.FAILED && state.iteration() > 0) {
			this.logger.error("Trigger '" + this.definition.name() + "' has failed and ends, since onFailure = STOP");
		}
		else if (state.state() == TriggerState.COMPLETED) {
			this.logger.info("Trigger '" + this.definition.name() + "' is completed: "
					+ ((state.remaining() != null && state.remaining() == 0) ? "its count is reached"
							: "its schedule has no further time"));
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
	 * @param changed whether the event changed the state
	 */
	private record Step(FiringPlan plan, Position position, boolean changed) {

	}

}
