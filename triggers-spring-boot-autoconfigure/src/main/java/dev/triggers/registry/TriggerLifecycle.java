package dev.triggers.registry;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

import dev.triggers.definition.StartPolicy;
import dev.triggers.definition.StartPolicy.Mode;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.TriggerEngine;

/**
 * Starts the triggers of an application context and lets them end with it: those with
 * {@code autostart} when the context is refreshed, the others when the application is
 * ready.
 * <p>
 * A context that is paused and restarted goes on with the triggers that ran before.
 *
 * @since 1.0.0
 */
public class TriggerLifecycle implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {

	private final TriggerEngine engine;

	private final ApplicationContext context;

	private final boolean startOnReady;

	private final Duration shutdownAwait;

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock, running is volatile for readers
	private volatile boolean running;

	private boolean refreshed;

	private boolean ready;

	/**
	 * Create a lifecycle.
	 * @param engine the engine
	 * @param context the application context whose life it follows
	 * @param startOnReady whether to start triggers when the application is ready
	 * @param shutdownAwait how long executions may take to end before they are
	 * interrupted
	 */
	public TriggerLifecycle(TriggerEngine engine, ApplicationContext context, boolean startOnReady,
			Duration shutdownAwait) {
		this.engine = engine;
		this.context = context;
		this.startOnReady = startOnReady;
		this.shutdownAwait = shutdownAwait;
	}

	/**
	 * Register a trigger, and start it if the triggers of its kind have been started.
	 * @param definition the trigger
	 */
	public void register(TriggerDefinition definition) {
		boolean late;
		boolean started;
		this.lock.lock();
		try {
			this.engine.register(definition);
			late = this.refreshed;
			started = isStarted(definition.start());
		}
		finally {
			this.lock.unlock();
		}
		if (late) {
			// the others are listed by the report at the start of the application
			ControlLog.registered(definition.name());
		}
		if (started && this.engine.start(definition.name(), List.of())) {
			ControlLog.started(List.of(definition.name()));
		}
	}

	private boolean isStarted(StartPolicy policy) {
		return switch (policy.mode()) {
			case AUTOSTART -> this.refreshed;
			case ON_READY -> this.ready && this.startOnReady;
			case MANUAL -> false;
		};
	}

	@Override
	public void start() {
		boolean first;
		this.lock.lock();
		try {
			first = !this.refreshed;
			this.refreshed = true;
			this.running = true;
		}
		finally {
			this.lock.unlock();
		}
		this.engine.open();
		if (first) {
			startAll(Mode.AUTOSTART);
		}
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		boolean first;
		this.lock.lock();
		try {
			first = !this.ready;
			this.ready = true;
		}
		finally {
			this.lock.unlock();
		}
		if (first && this.startOnReady) {
			startAll(Mode.ON_READY);
		}
	}

	private void startAll(Mode mode) {
		List<String> started = this.engine.definitions()
			.stream()
			.filter((definition) -> definition.start().mode() == mode)
			.map(TriggerDefinition::name)
			.filter((name) -> LateRemoval.unlessRemoved(() -> this.engine.start(name, List.of())))
			.toList();
		ControlLog.started(started);
	}

	@Override
	public void stop() {
		this.running = false;
		this.engine.close(this.shutdownAwait);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
