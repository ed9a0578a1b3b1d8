package dev.triggers.engine.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerEvent;
import dev.triggers.execution.Cause;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Progress;

/**
 * Event of an execution in this process.
 *
 * @param execution the execution
 * @param actions what the event can do
 * @param previous duration of the execution before, or {@code null} if there was none
 * @param left number of executions that are left, or {@code null} if there is no limit
 * @since 1.0.0
 */
public record ExecutionTriggerEvent(BulkExecution execution, EventActions actions, @Nullable Duration previous,
		@Nullable Long left) implements TriggerEvent {

	@Override
	public String triggerName() {
		return this.execution.firing().triggerName();
	}

	@Override
	public ExecutionId executionId() {
		return this.execution.id();
	}

	@Override
	public Cause cause() {
		return this.execution.firing().cause();
	}

	@Override
	public long iteration() {
		return this.execution.firing().iteration();
	}

	@Override
	public Instant scheduledTime() {
		return this.execution.firing().scheduledTime();
	}

	@Override
	public Instant startTime() {
		return this.execution.startTime();
	}

	@Override
	public Optional<Duration> previousDuration() {
		return Optional.ofNullable(this.previous);
	}

	@Override
	public OptionalLong remaining() {
		return (this.left != null) ? OptionalLong.of(this.left) : OptionalLong.empty();
	}

	@Override
	public Progress progress() {
		return this.execution.progress();
	}

	@Override
	public void start(String name, @Nullable Object... arguments) {
		this.actions.start(name, arguments);
	}

	@Override
	public boolean stop(String name) {
		return this.actions.stop(name);
	}

	@Override
	public boolean cancel(String name) {
		return this.actions.cancel(name);
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> execute(String name, @Nullable Object... arguments) {
		CompletableFuture<T> result = this.actions.execute(name, arguments);
		// cancelled with the execution, which may wait for it
		this.execution.inFlight().enter(result);
		result.whenComplete((value, ex) -> this.execution.inFlight().exit(result));
		return result;
	}

	@Override
	public String toString() {
		return "execution " + executionId() + " of trigger '" + triggerName() + "'";
	}

}
