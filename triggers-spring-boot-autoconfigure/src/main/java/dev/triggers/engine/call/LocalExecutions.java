package dev.triggers.engine.call;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.triggers.Executions;
import dev.triggers.NoSuchExecuteException;
import dev.triggers.call.CallGuard;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.work.UserCode;

/**
 * Calls by name, and direct calls, in this process.
 *
 * @since 1.0.0
 */
public final class LocalExecutions implements Executions, CallGuard {

	private final Executor executor;

	private final CallTools tools;

	private final Map<String, ExecuteDefinition> definitions = new ConcurrentHashMap<>();

	/**
	 * Create executions without definitions.
	 * @param executor executes calls by name
	 * @param tools what all calls share
	 */
	public LocalExecutions(Executor executor, CallTools tools) {
		this.executor = executor;
		this.tools = tools;
	}

	/**
	 * Register a definition.
	 * @param definition the definition
	 * @throws IllegalStateException if its name is taken
	 */
	public void register(ExecuteDefinition definition) {
		Assert.state(this.definitions.putIfAbsent(definition.name(), definition) == null,
				() -> "@Execute '" + definition.name() + "' is registered already");
	}

	/**
	 * Find a definition.
	 * @param name its name
	 * @return the definition, or {@code null} if there is none
	 */
	public @Nullable ExecuteDefinition find(String name) {
		return this.definitions.get(name);
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> execute(String name, @Nullable Object... arguments) {
		ExecuteDefinition definition = this.definitions.get(name);
		if (definition == null) {
			throw NoSuchExecuteException.among(name, this.definitions.keySet());
		}
		throw new UnsupportedOperationException(this.executor + " " + this.tools);
	}

	@Override
	public @Nullable Object call(ExecuteDefinition definition, UserCode code) throws Throwable {
		return code.call();
	}

	@Override
	public CompletableFuture<@Nullable Object> begin(ExecuteDefinition definition, UserCode code) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Wait for the calls by name that are under way, and interrupt those that take
	 * longer; refuse all to come.
	 * @param await how long to wait before interrupting
	 */
	public void close(Duration await) {
	}

}
