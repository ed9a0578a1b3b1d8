package dev.triggers.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.TriggerEngine;
import dev.triggers.execution.Execution;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Progress;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.firing.FiringState;
import dev.triggers.firing.NextFiring;
import dev.triggers.schedule.Schedule;

/**
 * Handle of a trigger of an engine.
 */
record EngineTriggerHandle(TriggerEngine engine, String name) implements TriggerHandle {

	/**
	 * A longer time does not fit into nanoseconds.
	 */
	private static final Duration LONGEST_WAIT = Duration.ofDays(100 * 365);

	@Override
	public TriggerDefinition definition() {
		return snapshot().definition();
	}

	private TriggerEngine.Snapshot snapshot() {
		TriggerEngine.Snapshot snapshot = this.engine.find(this.name);
		if (snapshot == null) {
			throw new NoSuchTriggerException(this.name, List.of());
		}
		return snapshot;
	}

	@Override
	public void start(@Nullable Object... arguments) {
		Assert.state(this.engine.start(this.name, list(arguments)), () -> "Trigger '" + this.name + "' is running");
		ControlLog.started(List.of(this.name));
	}

	/**
	 * A list that may hold {@code null}, and a caller's {@code null} for one argument.
	 */
	private static List<@Nullable Object> list(@Nullable Object @Nullable [] arguments) {
		return Collections.unmodifiableList(new ArrayList<@Nullable Object>(
				Arrays.asList((arguments != null) ? arguments : new @Nullable Object[1])));
	}

	@Override
	public boolean stop() {
		boolean changed = this.engine.stop(this.name);
		if (changed) {
			ControlLog.stopped(List.of(this.name));
		}
		return changed;
	}

	@Override
	public boolean cancel() {
		boolean changed = this.engine.cancel(this.name);
		if (changed) {
			ControlLog.cancelled(this.name);
		}
		return changed;
	}

	@Override
	public boolean restart(@Nullable Object... arguments) throws InterruptedException {
		CompletableFuture<Boolean> restarted = beginRestart(list(arguments));
		wait(restarted, null);
		return restarted.join();
	}

	@Override
	public CompletableFuture<Boolean> restartAsync(@Nullable Object... arguments) {
		CompletableFuture<Boolean> restarted = this.engine.restart(this.name, list(arguments));
		ControlLog.restarted(this.name);
		return restarted;
	}

	@Override
	public boolean restartWithin(Duration timeout, @Nullable Object... arguments) throws InterruptedException {
		CompletableFuture<Boolean> restarted = beginRestart(list(arguments));
		if (!wait(restarted, timeout)) {
			this.engine.dropRestart(this.name);
		}
		return restarted.getNow(false);
	}

	private CompletableFuture<Boolean> beginRestart(List<@Nullable Object> arguments) {
		CompletableFuture<Boolean> restarted = this.engine.restart(this.name, arguments);
		ControlLog.restarted(this.name);
		return this.engine.isCalledBy(this.name) ? CompletableFuture.completedFuture(true) : restarted;
	}

	/**
	 * Wait for a result.
	 * @return {@code false} if it is not there in time
	 */
	private static boolean wait(CompletableFuture<?> result, @Nullable Duration timeout) throws InterruptedException {
		try {
			if (timeout != null) {
				result.get(nanos(timeout), TimeUnit.NANOSECONDS);
			}
			else {
				result.get();
			}
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	private static long nanos(Duration timeout) {
		return (timeout.compareTo(LONGEST_WAIT) < 0) ? timeout.toNanos() : LONGEST_WAIT.toNanos();
	}

	@Override
	public CompletableFuture<Execution> fire(FireRequest request) {
		return this.engine.fire(this.name, request);
	}

	@Override
	public boolean changeSchedule(Schedule schedule) {
		Schedule former = schedule();
		boolean changed = this.engine.changeSchedule(this.name, schedule);
		if (changed) {
			ControlLog.changed(this.name, former, schedule, nextFiring());
		}
		return changed;
	}

	@Override
	public Schedule schedule() {
		TriggerEngine.Snapshot snapshot = snapshot();
		return snapshot.state().schedule(snapshot.definition());
	}

	@Override
	public void await() throws InterruptedException {
		wait(end(), null);
	}

	@Override
	public boolean await(Duration timeout) throws InterruptedException {
		CompletableFuture<@Nullable Void> end = end();
		wait(end, timeout);
		return end.isDone();
	}

	private CompletableFuture<@Nullable Void> end() {
		CompletableFuture<@Nullable Void> end = this.engine.end(this.name);
		Assert.state(end.isDone() || !this.engine.isCalledBy(this.name),
				() -> "Trigger '" + this.name + "' cannot wait for its own end");
		return end;
	}

	@Override
	public TriggerState state() {
		return snapshot().state().state();
	}

	@Override
	public long iteration() {
		return snapshot().state().iteration();
	}

	@Override
	public @Nullable Long remaining() {
		TriggerEngine.Snapshot snapshot = snapshot();
		boolean started = snapshot.state().state() != TriggerState.IDLE;
		return started ? snapshot.state().remaining() : snapshot.definition().execution().count();
	}

	@Override
	public @Nullable Instant nextFiring() {
		NextFiring next = snapshot().state().next();
		return (next != null && next.cause() != null) ? next.time() : null;
	}

	@Override
	public boolean hasFailed() {
		FiringState state = snapshot().state();
		return state.state() == TriggerState.FAILED || state.ending() == TriggerState.FAILED;
	}

	@Override
	public @Nullable Execution lastExecution() {
		return snapshot().lastExecution();
	}

	@Override
	public @Nullable Progress progress() {
		return this.engine.progress(this.name);
	}

	@Override
	public TriggerStatistics statistics() {
		return this.engine.statistics(this.name);
	}

	@Override
	public @Nullable Duration sinceStart() {
		return this.engine.sinceStart(this.name);
	}

	@Override
	public List<Execution> currentExecutions() {
		return this.engine.currentExecutions(this.name);
	}

	@Override
	public List<Execution> unresponsiveExecutions() {
		return this.engine.unresponsiveExecutions(this.name);
	}

	@Override
	public void addReconnectOn(Class<?>... types) {
		Assert.state(definition().execution().reconnect() != null,
				() -> "Trigger '" + this.name + "' repeats no calls, since reconnect is off; set reconnect = true");
		this.engine.reconnectTypes(this.name).add(types);
	}

	@Override
	public boolean removeReconnectOn(Class<?>... types) {
		return this.engine.reconnectTypes(this.name).remove(types);
	}

	@Override
	public void clearReconnectOn() {
		this.engine.reconnectTypes(this.name).clear();
	}

}
