package dev.triggers.metrics;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.engine.LocalTriggerEngine;
import dev.triggers.registry.TestHandles;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

/**
 * Engine in virtual time with meters.
 */
final class MeteredEngine implements Triggers {

	final ManualTaskScheduler time = new ManualTaskScheduler();

	final MeterRegistry registry;

	final LocalTriggerEngine engine;

	MeteredEngine(MeterRegistry registry) {
		this.registry = registry;
		TriggerMetrics metrics = new TriggerMetrics(() -> this, registry);
		this.engine = new LocalTriggerEngine(this.time, this.time, (name) -> this.time,
				TestCalls.tools(this.time, List.of(), Map.of()), TestCalls.noActions(), () -> List.of(metrics));
		this.engine.open();
	}

	TriggerHandle register(TestTriggers trigger) {
		this.engine.register(trigger.build());
		return get(trigger.build().name());
	}

	TriggerHandle start(TestTriggers trigger) {
		TriggerHandle handle = register(trigger);
		handle.start();
		return handle;
	}

	void advance(Duration duration) {
		this.time.advanceBy(duration);
	}

	/**
	 * Find meters of all triggers.
	 */
	RequiredSearch search(String name, String... tags) {
		return this.registry.get(name).tags(tags);
	}

	double elements(String outcome) {
		return search("triggers.elements", "outcome", outcome).functionCounter().count();
	}

	List<String> names() {
		return this.registry.getMeters().stream().map(Meter::getId).map(Meter.Id::getName).distinct().sorted().toList();
	}

	@Override
	public TriggerHandle get(String name) {
		return TestHandles.of(this.engine, name);
	}

	@Override
	public @Nullable TriggerHandle find(String name) {
		return (this.engine.find(name) != null) ? get(name) : null;
	}

	@Override
	public boolean unregister(String name) {
		return this.engine.unregister(name);
	}

	@Override
	public Iterator<TriggerHandle> iterator() {
		throw new UnsupportedOperationException();
	}

	@Override
	public int startAll() {
		throw new UnsupportedOperationException();
	}

	@Override
	public int stopAll() {
		throw new UnsupportedOperationException();
	}

	@Override
	public @Nullable TriggerHandle register(TriggerSpec spec) {
		throw new UnsupportedOperationException();
	}

}
