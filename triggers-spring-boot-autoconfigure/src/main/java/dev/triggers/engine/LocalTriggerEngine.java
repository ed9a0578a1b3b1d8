package dev.triggers.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.Assert;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.ExecutionListener;

/**
 * Engine that fires and executes all triggers in this process.
 * <p>
 * A {@link TaskScheduler} keeps the time: its threads only hand over to the executor, on
 * which user code runs.
 *
 * @since 1.0.0
 */
public final class LocalTriggerEngine implements TriggerEngine {

	private static final Log logger = LogFactory.getLog("triggers");

	private static final String DEFAULT_SCHEDULER = "";

	/**
	 * A jump of the clock is to be corrected within a second.
	 */
	private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

	private final Function<String, SchedulerBinding> bindingFactory;

	private final ListenerDispatcher listeners;

	private final Map<String, SchedulerBinding> bindings = new ConcurrentHashMap<>();

	private final Map<String, TriggerRunner> runners = new ConcurrentHashMap<>();

	// in the order of registration
	private final List<TriggerRunner> registered = new CopyOnWriteArrayList<>();

	private volatile boolean open;

	/**
	 * Create an engine.
	 * @param scheduler keeps the time of triggers that name no scheduler
	 * @param executor executes triggers that name no scheduler
	 * @param schedulers gives the scheduler of a bean name, on whose threads the triggers
	 * that name it execute, too
	 * @param listeners gives the observers in order; asked once, at the first event
	 */
	public LocalTriggerEngine(TaskScheduler scheduler, Executor executor, Function<String, TaskScheduler> schedulers,
			Supplier<List<ExecutionListener>> listeners) {
		this((name) -> {
			if (name.equals(DEFAULT_SCHEDULER)) {
				return new SchedulerBinding(scheduler, executor, System::nanoTime, WATCH_INTERVAL);
			}
			TaskScheduler named = schedulers.apply(name);
			Executor threads = (task) -> named.schedule(task, named.getClock().instant());
			return new SchedulerBinding(named, threads, System::nanoTime, WATCH_INTERVAL);
		}, new ListenerDispatcher(listeners));
		if (executor instanceof TriggersTaskExecutor pool) {
			pool.setSaturationListener(() -> warnSaturated(pool.getMaxPoolSize()));
		}
	}

	/**
	 * Create an engine with time of its own.
	 * @param bindingFactory gives the scheduler of a bean name, or, for an empty name,
	 * the default scheduler
	 * @param listeners get all events
	 */
	LocalTriggerEngine(Function<String, SchedulerBinding> bindingFactory, ListenerDispatcher listeners) {
		this.bindingFactory = bindingFactory;
		this.listeners = listeners;
	}

	@Override
	public void register(TriggerDefinition definition) {
		SchedulerBinding binding = binding(definition.references().scheduler());
		TriggerRunner runner = new TriggerRunner(definition, binding, this.listeners);
		TriggerRunner present = this.runners.putIfAbsent(definition.name(), runner);
		Assert.state(present == null, () -> "Trigger '" + definition.name() + "' is registered already");
		this.registered.add(runner);
		binding.watch(runner);
		if (this.open) {
			binding.open();
			runner.open();
		}
	}

	private SchedulerBinding binding(@Nullable String scheduler) {
		return this.bindings.computeIfAbsent((scheduler != null) ? scheduler : DEFAULT_SCHEDULER, this.bindingFactory);
	}

	@Override
	public boolean unregister(String name) {
		TriggerRunner runner = this.runners.remove(name);
		if (runner == null) {
			return false;
		}
		runner.stop();
		runner.unwatch();
		this.registered.remove(runner);
		return true;
	}

	@Override
	public boolean start(String name) {
		return runner(name).start();
	}

	@Override
	public boolean stop(String name) {
		return runner(name).stop();
	}

	private TriggerRunner runner(String name) {
		TriggerRunner runner = this.runners.get(name);
		if (runner == null) {
			throw NoSuchTriggerException.among(name, this.runners.keySet());
		}
		return runner;
	}

	@Override
	public @Nullable Snapshot find(String name) {
		TriggerRunner runner = this.runners.get(name);
		return (runner != null) ? new Snapshot(runner.definition(), runner.state(), runner.lastExecution()) : null;
	}

	@Override
	public List<TriggerDefinition> definitions() {
		return this.registered.stream()
			.map(TriggerRunner::definition)
			.sorted(Comparator.comparingInt((definition) -> definition.start().order()))
			.toList();
	}

	@Override
	public void open() {
		if (this.open) {
			return;
		}
		this.open = true;
		this.bindings.values().forEach(SchedulerBinding::open);
		this.registered.forEach(TriggerRunner::open);
	}

	@Override
	public void close(Duration await) {
		this.open = false;
		this.bindings.values().forEach(SchedulerBinding::close);
		this.registered.forEach(TriggerRunner::close);
		new ExecutionDrain(executions()).await(await);
	}

	private Collection<BulkExecution> executions() {
		return this.runners.values()
			.stream()
			.flatMap((runner) -> runner.executions().stream())
			.collect(Collectors.toList());
	}

	private void warnSaturated(int threads) {
		String holders = this.runners.values()
			.stream()
			.filter((runner) -> !runner.threads().isEmpty())
			.sorted(Comparator.comparingInt((TriggerRunner runner) -> runner.threads().size()).reversed())
			.limit(10)
			.map((runner) -> runner.definition().name() + " (" + runner.threads().size() + ")")
			.collect(Collectors.joining(", "));
		logger.warn("All " + threads + " threads of triggers are taken, by " + holders
				+ "; what is due waits. Raise triggers.scheduler.max-threads, or use virtual threads");
	}

}
