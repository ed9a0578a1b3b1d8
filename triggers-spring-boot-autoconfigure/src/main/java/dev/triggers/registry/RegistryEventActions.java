package dev.triggers.registry;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.triggers.Executions;
import dev.triggers.Triggers;
import dev.triggers.engine.bulk.EventActions;

/**
 * What events do with the triggers and methods of an application.
 *
 * @param triggers gives the triggers; asked when an event does something
 * @param executions gives what calls methods by name
 * @since 1.0.0
 */
public record RegistryEventActions(Supplier<Triggers> triggers,
		Supplier<Executions> executions) implements EventActions {

	@Override
	public void start(String name, @Nullable Object... arguments) {
		this.triggers.get().start(name, arguments);
	}

	@Override
	public boolean stop(String name) {
		return this.triggers.get().stop(name);
	}

	@Override
	public boolean cancel(String name) {
		return this.triggers.get().get(name).cancel();
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> execute(String name, @Nullable Object... arguments) {
		return this.executions.get().execute(name, arguments);
	}

}
