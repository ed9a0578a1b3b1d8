package dev.triggers.registry;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerSpec;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.definition.StartPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.engine.TriggerEngine;
import dev.triggers.execution.Execution;
import dev.triggers.firing.NextFiring;

/**
 * Triggers of an engine.
 *
 * @since 1.0.0
 */
public final class DefaultTriggers implements Triggers {

	private final TriggerEngine engine;

	private final TriggerLifecycle lifecycle;

	private final Function<TriggerSpec, @Nullable TriggerDefinition> definitionFactory;

	private final Function<String, @Nullable ValueOrigin> disabling;

	/**
	 * Create the triggers of an engine.
	 * @param engine the engine
	 * @param lifecycle registers triggers and starts them in time
	 * @param definitionFactory checks a spec and makes the definition, or gives
	 * {@code null} if the trigger is disabled
	 */
	public DefaultTriggers(TriggerEngine engine, TriggerLifecycle lifecycle,
			Function<TriggerSpec, @Nullable TriggerDefinition> definitionFactory,
			Function<String, @Nullable ValueOrigin> disabling) {
		this.engine = engine;
		this.lifecycle = lifecycle;
		this.definitionFactory = definitionFactory;
		this.disabling = disabling;
	}

	@Override
	public TriggerHandle get(String name) {
		TriggerHandle handle = find(name);
		if (handle == null) {
			ValueOrigin disabling = this.disabling.apply(name);
			throw (disabling != null) ? NoSuchTriggerException.disabled(name, disabling.toString())
					: NoSuchTriggerException.among(name, names());
		}
		return handle;
	}

	private List<String> names() {
		return this.engine.definitions().stream().map(TriggerDefinition::name).toList();
	}

	@Override
	public @Nullable TriggerHandle find(String name) {
		return (this.engine.find(name) != null) ? new Handle(this.engine, name) : null;
	}

	@Override
	public Iterator<TriggerHandle> iterator() {
		return names().stream().map((name) -> (TriggerHandle) new Handle(this.engine, name)).iterator();
	}

	@Override
	public int startAll() {
		List<String> started = this.engine.definitions()
			.stream()
			.filter((definition) -> definition.start().mode() != StartPolicy.Mode.MANUAL)
			.map(TriggerDefinition::name)
			.filter(this.engine::start)
			.toList();
		StartLog.started(started);
		return started.size();
	}

	@Override
	public int stopAll() {
		return (int) names().stream().filter(this.engine::stop).count();
	}

	@Override
	public @Nullable TriggerHandle register(TriggerSpec spec) {
		TriggerDefinition definition = this.definitionFactory.apply(spec);
		if (definition == null) {
			return null;
		}
		this.lifecycle.register(definition);
		return new Handle(this.engine, definition.name());
	}

	@Override
	public boolean unregister(String name) {
		return this.engine.unregister(name);
	}

	/**
	 * Handle of a trigger of an engine.
	 */
	private record Handle(TriggerEngine engine, String name) implements TriggerHandle {

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
		public void start() {
			Assert.state(this.engine.start(this.name), () -> "Trigger '" + this.name + "' is running");
			StartLog.started(List.of(this.name));
		}

		@Override
		public boolean stop() {
			return this.engine.stop(this.name);
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
			return snapshot().state().remaining();
		}

		@Override
		public @Nullable Instant nextFiring() {
			NextFiring next = snapshot().state().next();
			return (next != null && next.cause() != null) ? next.time() : null;
		}

		@Override
		public @Nullable Execution lastExecution() {
			return snapshot().lastExecution();
		}

	}

}
