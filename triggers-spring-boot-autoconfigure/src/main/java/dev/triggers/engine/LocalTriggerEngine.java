package dev.triggers.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.Assert;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.bulk.EventActions;
import dev.triggers.engine.bulk.ListenerDispatcher;
import dev.triggers.engine.bulk.ReconnectTypes;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.call.Surroundings;
import dev.triggers.engine.runner.TriggerRunner;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Progress;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.schedule.Schedule;

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

	private static final Class<?> SYSTEM_CLOCK = Clock.systemUTC().getClass();

	private static final int MAX_HOLDERS = 10;

	/**
	 * A jump of the clock is to be corrected within a second.
	 */
	private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

	private final Function<String, SchedulerBinding> bindingFactory;

	private final ListenerDispatcher listeners;

	private final Announcements announcements;

	private final CallTools tools;

	private final EventActions actions;

	private final Map<String, SchedulerBinding> bindings = new ConcurrentHashMap<>();

	private final Map<String, TriggerRunner> runners = new ConcurrentHashMap<>();

	// in the order of registration; its own lock is never held while another is taken
	private final Set<TriggerRunner> inOrder = Collections.synchronizedSet(new LinkedHashSet<>());

	// removed while executing
	private final Set<TriggerRunner> retired = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock, under which triggers come, go, and are let fire
	private boolean open;

	// guarded by the lock; number of retired triggers at which they are looked through
	private int retiredLimit = 1;

	// written by the thread that closes the context
	private volatile boolean ending;

	/**
	 * Create an engine.
	 * @param scheduler keeps the time of triggers that name no scheduler
	 * @param executor executes triggers that name no scheduler
	 * @param schedulers gives the scheduler of a bean name, on whose threads the triggers
	 * that name it execute, too
	 * @param tools what the calls of all triggers share
	 * @param actions what the events of executions can do
	 * @param listeners gives the observers in order; asked once, at the first event
	 */
	public LocalTriggerEngine(TaskScheduler scheduler, Executor executor, Function<String, TaskScheduler> schedulers,
			CallTools tools, EventActions actions, Supplier<List<ExecutionListener>> listeners) {
		// on the thread that creates the application
		Consumer<Runnable> background = Surroundings.capture(tools.contexts().capture(), () -> "triggers");
		this.bindingFactory = (name) -> {
			if (name.equals(DEFAULT_SCHEDULER)) {
				return bind(scheduler, executor, background, tools.timer());
			}
			TaskScheduler named = schedulers.apply(name);
			return bind(named, (task) -> named.schedule(task, named.getClock().instant()), background, tools.timer());
		};
		this.listeners = new ListenerDispatcher(listeners);
		this.announcements = new Announcements(this.listeners);
		this.tools = tools;
		this.actions = actions;
		if (executor instanceof TriggersTaskExecutor pool) {
			pool.setSaturationListener(() -> warnSaturated(pool.getMaxPoolSize()));
		}
	}

	private static SchedulerBinding bind(TaskScheduler scheduler, Executor executor, Consumer<Runnable> background,
			MonotonicTimer timer) {
		// a clock of the application may be virtual, and then runs as it likes
		boolean systemClock = SYSTEM_CLOCK.isInstance(scheduler.getClock());
		return new SchedulerBinding(scheduler, executor, background, timer::nanoTime,
				(systemClock) ? WATCH_INTERVAL : null);
	}

	/**
	 * Create an engine with time of its own.
	 * @param bindingFactory gives the scheduler of a bean name, or, for an empty name,
	 * the default scheduler
	 * @param listeners get all events
	 * @param tools what the calls of all triggers share
	 * @param actions what the events of executions can do
	 */
	LocalTriggerEngine(Function<String, SchedulerBinding> bindingFactory, ListenerDispatcher listeners, CallTools tools,
			EventActions actions) {
		this.bindingFactory = bindingFactory;
		this.listeners = listeners;
		this.announcements = new Announcements(listeners);
		this.tools = tools;
		this.actions = actions;
	}

	@Override
	public void register(TriggerDefinition definition) {
		SchedulerBinding binding = binding(definition.references().scheduler());
		TriggerRunner runner = new TriggerRunner(definition, binding, this.listeners, this.tools, this.actions);
		this.announcements.inOrder(() -> {
			if (add(runner, binding)) {
				this.announcements.registered(definition);
			}
		});
	}

	/**
	 * Add a trigger.
	 * @return whether the engine is open; before that, the listeners may not be there yet
	 */
	private boolean add(TriggerRunner runner, SchedulerBinding binding) {
		String name = runner.definition().name();
		this.lock.lock();
		try {
			Assert.state(!this.runners.containsKey(name), () -> "Trigger '" + name + "' is registered already");
			binding.watch(runner);
			if (this.open) {
				binding.open();
				runner.open();
			}
			// whoever finds it may execute it at once
			this.inOrder.add(runner);
			this.runners.put(name, runner);
			return this.open;
		}
		finally {
			this.lock.unlock();
		}
	}

	private SchedulerBinding binding(@Nullable String scheduler) {
		return this.bindings.computeIfAbsent((scheduler != null) ? scheduler : DEFAULT_SCHEDULER, this.bindingFactory);
	}

	@Override
	public boolean unregister(String name) {
		TriggerRunner runner = this.runners.get(name);
		if (runner == null) {
			return false;
		}
		// not in order: whoever waited for the trigger is told, and may wait for others
		runner.remove();
		AtomicBoolean done = new AtomicBoolean();
		this.announcements.inOrder(() -> {
			if (retire(runner)) {
				done.set(true);
				this.announcements.unregistered(runner.definition());
			}
		});
		return done.get();
	}

	private boolean retire(TriggerRunner runner) {
		this.lock.lock();
		try {
			boolean present = this.runners.remove(runner.definition().name(), runner);
			if (present) {
				this.inOrder.remove(runner);
				this.retired.add(runner);
				forgetRetired();
			}
			return present;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget those that have ended; only now and then, since all of them may be busy.
	 */
	private void forgetRetired() {
		if (this.retired.size() >= this.retiredLimit) {
			this.retired.removeIf((former) -> !former.isBusy());
			this.retiredLimit = 2 * this.retired.size() + 1;
		}
	}

	@Override
	public boolean start(String name, List<@Nullable Object> arguments) {
		return runner(name).start(arguments);
	}

	@Override
	public boolean stop(String name) {
		return runner(name).stop();
	}

	@Override
	public boolean cancel(String name) {
		return runner(name).cancel();
	}

	@Override
	public CompletableFuture<Boolean> restart(String name, List<@Nullable Object> arguments) {
		return runner(name).restart(arguments);
	}

	@Override
	public void dropRestart(String name) {
		runner(name).dropRestart();
	}

	@Override
	public CompletableFuture<Execution> fire(String name, FireRequest request) {
		return runner(name).fire(request);
	}

	@Override
	public boolean changeSchedule(String name, Schedule schedule) {
		return runner(name).changeSchedule(schedule);
	}

	@Override
	public CompletableFuture<@Nullable Void> end(String name) {
		return runner(name).end();
	}

	@Override
	public boolean isCalledBy(String name) {
		return runner(name).isCalledByThisThread();
	}

	@Override
	public ReconnectTypes reconnectTypes(String name) {
		return runner(name).reconnectTypes();
	}

	private TriggerRunner runner(String name) {
		TriggerRunner runner = findRunner(name);
		if (runner == null) {
			throw NoSuchTriggerException.among(name, this.runners.keySet());
		}
		return runner;
	}

	/**
	 * Find a trigger, also one that was removed and has not yet ended: its method and its
	 * hooks still use it.
	 */
	private @Nullable TriggerRunner findRunner(String name) {
		TriggerRunner runner = this.runners.get(name);
		if (runner != null || this.retired.isEmpty()) {
			return runner;
		}
		return this.retired.stream()
			.filter((former) -> former.definition().name().equals(name) && former.isBusy())
			.findFirst()
			.orElse(null);
	}

	@Override
	public @Nullable Snapshot find(String name) {
		TriggerRunner runner = findRunner(name);
		return (runner != null) ? new Snapshot(runner.definition(), runner.state(), runner.lastExecution()) : null;
	}

	@Override
	public List<Execution> currentExecutions(String name) {
		return runner(name).currentExecutions();
	}

	@Override
	public List<Execution> unresponsiveExecutions(String name) {
		return runner(name).unresponsiveExecutions();
	}

	@Override
	public @Nullable Progress progress(String name) {
		return runner(name).progress();
	}

	@Override
	public TriggerStatistics statistics(String name) {
		return runner(name).statistics();
	}

	@Override
	public @Nullable Duration sinceStart(String name) {
		return runner(name).sinceStart();
	}

	@Override
	public List<TriggerDefinition> definitions() {
		return registered().stream()
			.map(TriggerRunner::definition)
			.sorted(Comparator.comparingInt((definition) -> definition.start().order()))
			.toList();
	}

	private List<TriggerRunner> registered() {
		return List.copyOf(this.inOrder);
	}

	@Override
	public void open() {
		this.announcements.inOrder(() -> {
			definitions().forEach(this.announcements::registered);
			this.lock.lock();
			try {
				this.ending = false;
				if (!this.open) {
					this.open = true;
					this.bindings.values().forEach(SchedulerBinding::open);
					registered().forEach(TriggerRunner::open);
				}
			}
			finally {
				this.lock.unlock();
			}
		});
	}

	@Override
	public void suspend() {
		this.ending = true;
		fireNoMore();
	}

	private void fireNoMore() {
		this.lock.lock();
		try {
			this.open = false;
			this.bindings.values().forEach(SchedulerBinding::close);
			registered().forEach(TriggerRunner::suspend);
		}
		finally {
			this.lock.unlock();
		}
		// not under the lock: those who wait for these executions are told
		registered().forEach(TriggerRunner::dropAsked);
	}

	@Override
	public void close(Duration await) {
		fireNoMore();
		List<TriggerRunner> all = Stream.concat(registered().stream(), this.retired.stream()).toList();
		new EngineDrain(all).await(await);
		if (this.ending) {
			all.forEach(TriggerRunner::dismiss);
		}
	}

	private void warnSaturated(int threads) {
		SchedulerBinding binding = binding(null);
		Map<String, Integer> holding = new HashMap<>();
		Stream.concat(registered().stream(), this.retired.stream())
			.forEach((runner) -> holding.merge(runner.definition().name(), runner.threads(binding), Integer::sum));
		String holders = holding.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > 0)
			.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
			.limit(MAX_HOLDERS)
			.map((entry) -> entry.getKey() + " (" + entry.getValue() + ")")
			.collect(Collectors.joining(", "));
		logger.warn("All " + threads + " threads of triggers are taken, by " + holders
				+ "; what is due waits. Raise triggers.scheduler.max-threads, or use virtual threads");
	}

}
