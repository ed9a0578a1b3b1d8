package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerState;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.schedule.Schedule;

/**
 * What one trigger does, written after the table of {@link dev.triggers.TriggerHandle}
 * and as simple as can be: one thread, one kind of schedule, one hook of each kind.
 * <p>
 * Where the contract leaves open what happens, the model either {@linkplain #seen looks}
 * at what happened, or is {@linkplain #isLost() lost} until the trigger has ended.
 */
final class TriggerModel {

	private final ModelPlan plan;

	// the execution of a number that really began, or null
	private final IntFunction<@Nullable Execution> seen;

	private final ModelTime time;

	private final ModelDue due;

	private final List<ModelCall> runs = new ArrayList<>();

	// numbers of the futures
	private final Deque<Integer> queue = new ArrayDeque<>();

	private @Nullable ModelCall hook;

	// how often the trigger began or ended
	private int turns;

	private boolean before;

	private boolean afterDue;

	private boolean restart;

	// numbers of the futures of pending restarts
	private final List<Integer> restarts = new ArrayList<>();

	private @Nullable TriggerState ending;

	private @Nullable String lost;

	TriggerState state = TriggerState.IDLE;

	long iteration;

	int calls;

	int befores;

	int afters;

	final List<String> log = new ArrayList<>();

	final List<String> results = new ArrayList<>();

	// PENDING, DONE or DROPPED for executions, PENDING, true or false for restarts
	final List<String> futures = new ArrayList<>();

	TriggerModel(ModelPlan plan, Instant now, IntFunction<@Nullable Execution> seen) {
		this.plan = plan;
		this.time = new ModelTime(now);
		this.seen = seen;
		this.due = new ModelDue(plan.schedule(), this.time, this::pump);
	}

	boolean isLost() {
		return this.lost != null;
	}

	@Nullable String why() {
		return this.lost;
	}

	boolean hasFailed() {
		return this.state == TriggerState.FAILED || this.ending == TriggerState.FAILED;
	}

	@Nullable Long remaining() {
		return (this.plan.count() != null) ? this.plan.count() - this.iteration : null;
	}

	@Nullable Instant next() {
		return this.due.next();
	}

	Schedule schedule() {
		return this.due.schedule();
	}

	int executing() {
		return this.runs.size();
	}

	private void lose(String why) {
		this.lost = why;
		this.time.clear();
	}

	void advance(Duration duration) {
		this.time.advance(duration);
	}

	/**
	 * Go on from what is seen, when the trigger has ended and nothing is under way.
	 */
	TriggerModel resync(Instant now, TriggerState state, long iteration, Schedule schedule) {
		TriggerModel model = new TriggerModel(this.plan, now, this.seen);
		model.state = state;
		model.iteration = iteration;
		model.due.change(schedule);
		return model;
	}

	void perform(ModelPlan.Step step, boolean inside) {
		switch (step.kind()) {
			case ADVANCE -> {
				this.results.add("advanced");
				advance(step.duration());
			}
			case START -> this.results.add(start());
			case STOP -> this.results.add(String.valueOf(stop()));
			case CANCEL -> this.results.add(String.valueOf(cancel()));
			case RESTART -> restart(inside);
			case FIRE -> fire();
			case CHANGE_SCHEDULE -> this.results.add(String.valueOf(change(step.schedule())));
		}
	}

	private String start() {
		if (this.state.isRunning()) {
			return "refused";
		}
		begin();
		return "started";
	}

	private void begin() {
		this.turns++;
		this.state = this.runs.isEmpty() ? TriggerState.WAITING : TriggerState.EXECUTING;
		this.iteration = 0;
		this.before = true;
		this.afterDue = this.plan.hasAfter();
		this.time.executeNext(() -> {
			if (!this.plan.hasBefore()) {
				open();
			}
			else {
				this.log.add(this.time.now() + " before");
				callHook(ModelPlan.code(this.plan.befores(), this.befores++), this::beforeReturned);
			}
		});
	}

	private void beforeReturned(ModelCall run) {
		this.hook = null;
		this.before = false;
		if (this.ending == null && run.fails()) {
			end(TriggerState.FAILED);
		}
		if (this.ending == null) {
			open();
		}
		else {
			finish();
		}
	}

	private void open() {
		this.before = false;
		this.due.open(this.plan.onStartup());
	}

	/**
	 * Execute what is due and may be executed now.
	 */
	private void pump() {
		boolean free = this.plan.concurrent() || this.runs.isEmpty();
		if (!free || this.ending != null || isLost()) {
			return;
		}
		if (!this.queue.isEmpty() && !(this.due.isDue() && isScheduledNext())) {
			executeAsked();
		}
		else if (this.due.isDue()) {
			execute(null);
		}
		else if (this.runs.isEmpty() && this.state == TriggerState.EXECUTING) {
			this.state = TriggerState.WAITING;
		}
	}

	private void executeAsked() {
		List<Integer> asked = List.copyOf(this.queue);
		for (Integer future : this.plan.concurrent() ? asked : asked.subList(0, 1)) {
			this.queue.remove(future);
			int before = this.turns;
			execute(future);
			if (this.turns > before && asked.size() > 1 && this.plan.concurrent()) {
				lose("began or ended between executions of one moment");
			}
		}
	}

	private boolean isScheduledNext() {
		Execution next = this.seen.apply(this.calls);
		return next != null && next.firing().cause() != Cause.MANUAL;
	}

	private void execute(@Nullable Integer future) {
		Execution execution = this.seen.apply(this.calls);
		ModelCall run = new ModelCall(ModelPlan.code(this.plan.bodies(), this.calls++), this.time, future, this::ended);
		this.runs.add(run);
		if (this.state == TriggerState.WAITING) {
			this.state = TriggerState.EXECUTING;
		}
		if (future == null) {
			this.iteration++;
			this.due.begin((execution != null) ? execution.firing().scheduledTime() : null);
			if (this.plan.concurrent() && this.due.isFixedRate() && !isExhausted()) {
				this.due.goOn();
			}
		}
		this.log.add(this.time.now() + ((future != null) ? " manual" : " scheduled #" + this.iteration));
		run.call((step) -> perform(step, true));
		this.time.execute(this::pump);
	}

	private boolean isExhausted() {
		return this.plan.count() != null && this.iteration >= this.plan.count();
	}

	private void ended(ModelCall run) {
		this.runs.remove(run);
		if (run.isScheduled()) {
			this.due.end();
		}
		else {
			this.futures.set(run.future(), "DONE");
		}
		if (this.state.isRunning()) {
			if (this.ending == null) {
				goOn(run);
			}
			finish();
		}
		this.time.execute(this::pump);
	}

	private void goOn(ModelCall run) {
		if (run.isScheduled() && run.fails() && this.plan.stopOnFailure()) {
			end(TriggerState.FAILED);
		}
		else if (isExhausted() && this.runs.isEmpty()) {
			end(TriggerState.COMPLETED);
		}
		else if (run.isScheduled() && !isExhausted() && !this.due.isKnown()) {
			this.due.goOn();
		}
	}

	private void end(TriggerState end) {
		this.ending = end;
		this.state = (end == TriggerState.CANCELLED) ? TriggerState.CANCELLING : TriggerState.STOPPING;
		this.due.clear();
	}

	private void finish() {
		if (this.ending == null || this.hook != null || !this.runs.isEmpty()) {
			return;
		}
		if (this.afterDue) {
			this.afterDue = false;
			// it is about to be called: nothing else may happen
			this.hook = new ModelCall(ModelPlan.Code.NOTHING, this.time, null, (call) -> {
			});
			this.time.execute(this::callAfter);
			return;
		}
		this.state = this.ending;
		this.ending = null;
		this.before = false;
		if (this.restart) {
			begin();
			dropRestart("true");
		}
		this.time.execute(this::pump);
	}

	private void callAfter() {
		this.log.add(this.time.now() + " after");
		callHook(ModelPlan.code(this.plan.afters(), this.afters++), (run) -> {
			this.hook = null;
			finish();
		});
	}

	private void callHook(ModelPlan.Code code, Consumer<ModelCall> end) {
		this.hook = new ModelCall(code, this.time, null, end);
		this.hook.call((step) -> perform(step, true));
	}

	private boolean stop() {
		if (!this.state.isRunning() || this.ending != null) {
			boolean dropped = dropRestart("false");
			if (dropped) {
				dropQueue();
			}
			return dropped;
		}
		dropQueue();
		end(TriggerState.STOPPED);
		finish();
		return true;
	}

	private boolean cancel() {
		boolean any = this.state.isRunning() ? this.state != TriggerState.CANCELLING
				: !this.runs.isEmpty() || !this.queue.isEmpty();
		boolean dropped = dropRestart("false");
		interrupt();
		return any || dropped;
	}

	private void interrupt() {
		dropQueue();
		List.copyOf(this.runs).forEach(ModelCall::cancel);
		if (this.state.isRunning()) {
			// what is completed or has failed remains so
			if (this.ending == null || this.ending == TriggerState.STOPPED) {
				end(TriggerState.CANCELLED);
			}
			this.state = TriggerState.CANCELLING;
			if (this.hook != null) {
				this.hook.cancel();
			}
			finish();
		}
	}

	private void restart(boolean inside) {
		this.results.add(inside ? "true" : "future");
		if (!inside) {
			this.restarts.add(this.futures.size());
			this.futures.add("PENDING");
		}
		if (this.state.isRunning()) {
			this.restart = true;
			interrupt();
		}
		else {
			begin();
			dropRestart("true");
		}
	}

	private boolean dropRestart(String result) {
		boolean pending = this.restart;
		this.restart = false;
		this.restarts.forEach((number) -> this.futures.set(number, result));
		this.restarts.clear();
		return pending;
	}

	private void fire() {
		this.results.add("future");
		this.queue.add(this.futures.size());
		this.futures.add("PENDING");
		if (this.ending == null) {
			this.time.execute(this::pump);
		}
	}

	private void dropQueue() {
		this.turns++;
		this.queue.forEach((number) -> this.futures.set(number, "DROPPED"));
		this.queue.clear();
	}

	private boolean change(Schedule schedule) {
		if (schedule.equals(schedule())) {
			return false;
		}
		boolean changeable = this.due.isChangeable();
		this.due.change(schedule);
		if (changeable && !this.due.isFixedRate() && this.runs.stream().anyMatch(ModelCall::isScheduled)) {
			lose("counts from the end of an execution that may be overtaken");
		}
		return true;
	}

}
