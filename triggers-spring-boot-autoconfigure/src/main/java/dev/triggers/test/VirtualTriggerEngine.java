package dev.triggers.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.scheduling.TaskScheduler;

import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.LocalTriggerEngine;
import dev.triggers.engine.TriggerEngine;
import dev.triggers.engine.bulk.EventActions;
import dev.triggers.engine.bulk.ReconnectTypes;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.execute.LocalExecutions;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Progress;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.schedule.Schedule;

/**
 * The local engine in virtual time, which can begin anew for each test. A thread that
 * waits for what the engine does drives the time, since it would wait forever.
 */
final class VirtualTriggerEngine implements TriggerEngine {

	private static final Log logger = LogFactory.getLog("triggers");

	private final VirtualTime time;

	private final ExecutionRecord record;

	private final CallTools tools;

	private final ObjectProvider<LocalExecutions> executions;

	private final TriggerEngine engine;

	// arguments of triggers that were started, by name
	private final Map<String, List<@Nullable Object>> arguments = new ConcurrentHashMap<>();

	// written by the thread that resets, before each test
	private volatile @Nullable List<Initial> initial;

	VirtualTriggerEngine(VirtualTime time, ExecutionRecord record,
			@Qualifier("triggersTaskScheduler") TaskScheduler scheduler,
			@Qualifier("triggersTaskExecutor") Executor executor, CallTools tools, EventActions actions,
			ListableBeanFactory beanFactory) {
		this.time = time;
		this.record = record;
		this.tools = tools;
		this.executions = beanFactory.getBeanProvider(LocalExecutions.class);
		this.engine = new LocalTriggerEngine(scheduler, executor, (name) -> scheduler, tools, actions,
				() -> listeners(beanFactory));
	}

	private static List<ExecutionListener> listeners(ListableBeanFactory beanFactory) {
		List<ExecutionListener> listeners = new ArrayList<>(
				beanFactory.getBeansOfType(ExecutionListener.class).values());
		AnnotationAwareOrderComparator.sort(listeners);
		return Collections.unmodifiableList(listeners);
	}

	/**
	 * Cancel all triggers and calls by name, and let them end.
	 */
	void cancelAll() {
		this.executions.ifAvailable((calls) -> calls.cancelAll("the test has ended"));
		definitions().forEach((definition) -> cancel(definition.name()));
		this.time.advanceTo(this.time.now());
	}

	/**
	 * Begin anew: set the clock to the start, and the triggers to what they were the
	 * first time that this is called, which is before the first test.
	 */
	void reset() {
		List<Initial> all = this.initial;
		if (all == null) {
			all = definitions().stream().map(this::remember).toList();
			this.initial = all;
		}
		cancelAll();
		definitions().forEach((definition) -> unregister(definition.name()));
		letGroupsRecover();
		this.time.reset();
		this.record.clear();
		all.forEach((trigger) -> register(trigger.definition()));
		all.forEach((trigger) -> {
			if (trigger.arguments() != null) {
				start(trigger.definition().name(), trigger.arguments());
			}
		});
	}

	/**
	 * Let concurrency groups forget the calls of earlier tests.
	 */
	private void letGroupsRecover() {
		Duration longest = Duration.ZERO;
		for (ConcurrencyGroup group : this.tools.groups()) {
			Duration period = group.limits().period();
			longest = (period != null && period.compareTo(longest) > 0) ? period : longest;
		}
		this.time.advanceTo(this.time.now().plus(longest));
	}

	private Initial remember(TriggerDefinition definition) {
		Snapshot snapshot = find(definition.name());
		boolean running = snapshot != null && snapshot.state().state().isRunning();
		return new Initial(definition, (running) ? this.arguments.getOrDefault(definition.name(), List.of()) : null);
	}

	@Override
	public void close(Duration await) {
		AtomicBoolean closed = new AtomicBoolean();
		Thread driver = new Thread(() -> driveUntil(closed), "triggers-test-close");
		driver.setDaemon(true);
		driver.start();
		try {
			this.engine.close((await.compareTo(this.time.timeout()) < 0) ? await : this.time.timeout());
		}
		finally {
			closed.set(true);
			this.time.wake();
			join(driver);
		}
	}

	private void driveUntil(AtomicBoolean closed) {
		try {
			this.time.help(closed::get, this.time.timeout());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IllegalStateException ex) {
			logger.debug("Triggers were not closed in time", ex);
		}
	}

	private void join(Thread driver) {
		try {
			driver.join(this.time.timeout().toMillis() + 1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void register(TriggerDefinition definition) {
		this.engine.register(definition);
	}

	@Override
	public boolean unregister(String name) {
		return this.engine.unregister(name);
	}

	@Override
	public boolean start(String name, List<@Nullable Object> arguments) {
		boolean started = this.engine.start(name, arguments);
		if (started) {
			this.arguments.put(name, arguments);
		}
		return started;
	}

	@Override
	public boolean stop(String name) {
		return this.engine.stop(name);
	}

	@Override
	public boolean cancel(String name) {
		return this.engine.cancel(name);
	}

	@Override
	public CompletableFuture<Boolean> restart(String name, List<@Nullable Object> arguments) {
		return driven(this.engine.restart(name, arguments));
	}

	@Override
	public void dropRestart(String name) {
		this.engine.dropRestart(name);
	}

	@Override
	public CompletableFuture<Execution> fire(String name, FireRequest request) {
		return driven(this.engine.fire(name, request));
	}

	@Override
	public boolean changeSchedule(String name, Schedule schedule) {
		return this.engine.changeSchedule(name, schedule);
	}

	@Override
	public CompletableFuture<@Nullable Void> end(String name) {
		return driven(this.engine.end(name));
	}

	@Override
	public boolean isCalledBy(String name) {
		return this.engine.isCalledBy(name);
	}

	@Override
	public ReconnectTypes reconnectTypes(String name) {
		return this.engine.reconnectTypes(name);
	}

	@Override
	public @Nullable Snapshot find(String name) {
		return this.engine.find(name);
	}

	@Override
	public List<Execution> currentExecutions(String name) {
		return this.engine.currentExecutions(name);
	}

	@Override
	public List<Execution> unresponsiveExecutions(String name) {
		return this.engine.unresponsiveExecutions(name);
	}

	@Override
	public @Nullable Progress progress(String name) {
		return this.engine.progress(name);
	}

	@Override
	public TriggerStatistics statistics(String name) {
		return this.engine.statistics(name);
	}

	@Override
	public @Nullable Duration sinceStart(String name) {
		return this.engine.sinceStart(name);
	}

	@Override
	public List<TriggerDefinition> definitions() {
		return this.engine.definitions();
	}

	@Override
	public void open() {
		this.engine.open();
	}

	@Override
	public void suspend() {
		this.engine.suspend();
	}

	private <T extends @Nullable Object> CompletableFuture<T> driven(CompletableFuture<T> result) {
		DrivenFuture<T> driven = new DrivenFuture<>(this.time);
		result.whenComplete((value, ex) -> {
			if (ex != null) {
				driven.completeExceptionally(ex);
			}
			else {
				driven.complete(value);
			}
			this.time.wake();
		});
		return driven;
	}

	/**
	 * A trigger as it was before the first test.
	 *
	 * @param definition what was declared
	 * @param arguments what it was started with, or {@code null} if it was not running
	 */
	private record Initial(TriggerDefinition definition, @Nullable List<@Nullable Object> arguments) {

	}

}
