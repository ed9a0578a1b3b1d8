package dev.triggers.engine.execute;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.triggers.NoSuchExecuteException;
import dev.triggers.call.CallGuard;
import dev.triggers.call.CallListener;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.engine.call.CallRules;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.call.Endings;
import dev.triggers.work.UserCode;

/**
 * Makes the calls of {@code @Execute} methods in this process, by name and directly.
 *
 * @since 1.0.0
 */
public final class LocalExecutions implements CallGuard, AutoCloseable {

	private static final Log logger = LogFactory.getLog("triggers");

	private final Executor executor;

	private final CallTools tools;

	private final Duration shutdownAwait;

	private final CallListeners listeners;

	private final Map<String, ExecuteDefinition> definitions = new ConcurrentHashMap<>();

	// by the names of their definitions
	private final Map<String, Caller> callers = new ConcurrentHashMap<>();

	private final Set<AsyncCall> underWay = ConcurrentHashMap.newKeySet();

	private final RetryPauses pauses = new RetryPauses();

	private volatile boolean closed;

	/**
	 * Create executions without definitions.
	 * @param executor makes calls by name, and those that were waited for
	 * @param tools what all calls share
	 * @param shutdownAwait how long calls may take to end at the shutdown before they are
	 * interrupted
	 * @param listeners gives the observers in order; asked once, at the first failure
	 */
	public LocalExecutions(Executor executor, CallTools tools, Duration shutdownAwait,
			Supplier<List<CallListener>> listeners) {
		this.executor = executor;
		this.tools = tools;
		this.shutdownAwait = shutdownAwait;
		this.listeners = new CallListeners(listeners);
	}

	/**
	 * Create executions without definitions that nobody observes.
	 * @param executor makes calls by name, and those that were waited for
	 * @param tools what all calls share
	 * @param shutdownAwait how long calls may take to end at the shutdown before they are
	 * interrupted
	 */
	public LocalExecutions(Executor executor, CallTools tools, Duration shutdownAwait) {
		this(executor, tools, shutdownAwait, List::of);
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

	/**
	 * Return the names of all definitions.
	 * @return the names so far
	 */
	public Set<String> names() {
		return Set.copyOf(this.definitions.keySet());
	}

	/**
	 * Call a method by its name, as {@link dev.triggers.Executions} does.
	 * @param name name of the {@code @Execute}
	 * @param arguments values for the parameters of the method, in their order
	 * @param <T> type of the result
	 * @return the result
	 * @throws NoSuchExecuteException if there is no such method
	 */
	@SuppressWarnings("unchecked")
	public <T extends @Nullable Object> CompletableFuture<T> execute(String name, @Nullable Object... arguments) {
		ExecuteDefinition definition = this.definitions.get(name);
		if (definition == null) {
			throw NoSuchExecuteException.among(name, this.definitions.keySet());
		}
		Caller caller = caller(definition);
		AsyncCall call = enter(caller, definition.target().bind(list(arguments)));
		if (!call.result().isDone()) {
			call.submit();
		}
		return (CompletableFuture<T>) call.result();
	}

	/**
	 * A list that may hold {@code null}, and a caller's {@code null} for one argument.
	 */
	private static List<@Nullable Object> list(@Nullable Object @Nullable [] arguments) {
		return Arrays.asList((arguments != null) ? arguments.clone() : new @Nullable Object[1]);
	}

	@Override
	public @Nullable Object call(ExecuteDefinition definition, UserCode code) throws Throwable {
		Caller caller = caller(definition);
		caller.rules().checkNotNested();
		return new BlockingCall(caller.rules(), code, caller.log(), this.pauses).run();
	}

	@Override
	public CompletableFuture<@Nullable Object> begin(ExecuteDefinition definition, UserCode code) {
		Caller caller = caller(definition);
		AsyncCall call = enter(caller, code);
		if (!call.result().isDone()) {
			call.begin();
		}
		return call.result();
	}

	private Caller caller(ExecuteDefinition definition) {
		Caller known = this.callers.get(definition.name());
		if (known != null && known.definition().equals(definition)) {
			return known;
		}
		Caller created = createCaller(definition);
		this.callers.put(definition.name(), created);
		return created;
	}

	private Caller createCaller(ExecuteDefinition definition) {
		String name = "@Execute '" + definition.name() + "'";
		return new Caller(definition, this.tools.rules(name, definition.calls()),
				new CallLog(definition, this.listeners));
	}

	/**
	 * Take note of a call; its result has failed already if it is too late.
	 */
	private AsyncCall enter(Caller caller, UserCode code) {
		AsyncCall call = new AsyncCall(caller.rules(), code, this.executor, caller.log());
		this.underWay.add(call);
		call.end().whenComplete((nothing, ex) -> this.underWay.remove(call));
		if (this.closed) {
			call.end().complete(null);
			call.result()
				.completeExceptionally(new RejectedExecutionException(
						"Call of " + caller.rules().name() + " is refused, since the application is shut down"));
		}
		return call;
	}

	/**
	 * Cancel all calls by name, and others whose callers do not wait.
	 * @param reason why, to follow "since"
	 */
	public void cancelAll(String reason) {
		this.underWay.forEach((call) -> call.result()
			.completeExceptionally(
					new CancellationException("Call of " + call.name() + " was cancelled with all others")));
	}

	/**
	 * Refuse calls by name from now on, wait for those under way, and interrupt those
	 * that take longer. Then whoever called directly and still waits for a retry gets
	 * what the last attempt failed with.
	 */
	@Override
	public void close() {
		this.closed = true;
		if (!this.underWay.isEmpty()) {
			endCallsUnderWay();
		}
		this.pauses.close();
	}

	private void endCallsUnderWay() {
		logger.info("Waiting up to " + this.shutdownAwait.toSeconds() + " s for calls of " + describe());
		if (!haveEnded()) {
			logger.warn("Interrupting calls of " + describe());
			cancelAll("the application is shut down");
		}
	}

	private boolean haveEnded() {
		return Endings.within(this.underWay.stream().map(AsyncCall::end).toList(), this.shutdownAwait);
	}

	private String describe() {
		return this.underWay.stream().map(AsyncCall::name).distinct().sorted().collect(Collectors.joining(", "));
	}

	/**
	 * What the calls of one definition share.
	 */
	private record Caller(ExecuteDefinition definition, CallRules rules, CallLog log) {

	}

}
