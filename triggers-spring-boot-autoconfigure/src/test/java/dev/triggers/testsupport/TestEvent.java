package dev.triggers.testsupport;

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
 * Execution without an engine, for targets that are told about it.
 *
 * @param triggerName name of the trigger
 * @param iteration number of the execution
 */
public record TestEvent(String triggerName, long iteration) implements TriggerEvent {

	@Override
	public Instant scheduledTime() {
		return Instant.EPOCH;
	}

	@Override
	public Instant startTime() {
		return Instant.EPOCH;
	}

	@Override
	public ExecutionId executionId() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Cause cause() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Optional<Duration> previousDuration() {
		return Optional.empty();
	}

	@Override
	public OptionalLong remaining() {
		return OptionalLong.empty();
	}

	@Override
	public Progress progress() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void start(String name, @Nullable Object... arguments) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean stop(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean cancel(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> execute(String name, @Nullable Object... arguments) {
		throw new UnsupportedOperationException();
	}

}
