package dev.triggers.registry;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.definition.StartPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.engine.TriggerEngine;

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
		return (this.engine.find(name) != null) ? new EngineTriggerHandle(this.engine, name) : null;
	}

	@Override
	public Iterator<TriggerHandle> iterator() {
		return names().stream().map((name) -> (TriggerHandle) new EngineTriggerHandle(this.engine, name)).iterator();
	}

	@Override
	public int startAll() {
		List<String> started = this.engine.definitions()
			.stream()
			.filter((definition) -> definition.start().mode() != StartPolicy.Mode.MANUAL)
			.map(TriggerDefinition::name)
			.filter((name) -> LateRemoval.unlessRemoved(() -> this.engine.start(name, List.of())))
			.toList();
		ControlLog.started(started);
		return started.size();
	}

	@Override
	public int stopAll() {
		List<String> stopped = names().stream()
			.filter((name) -> LateRemoval.unlessRemoved(() -> this.engine.stop(name)))
			.toList();
		ControlLog.stopped(stopped);
		return stopped.size();
	}

	@Override
	public @Nullable TriggerHandle register(TriggerSpec spec) {
		TriggerDefinition definition = this.definitionFactory.apply(spec);
		if (definition == null) {
			return null;
		}
		this.lifecycle.register(definition);
		return new EngineTriggerHandle(this.engine, definition.name());
	}

	@Override
	public boolean unregister(String name) {
		boolean removed = this.engine.unregister(name);
		if (removed) {
			ControlLog.unregistered(name);
		}
		return removed;
	}

}
