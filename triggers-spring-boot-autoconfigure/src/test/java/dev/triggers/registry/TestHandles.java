package dev.triggers.registry;

import dev.triggers.TriggerHandle;
import dev.triggers.engine.TriggerEngine;

/**
 * Handles of triggers of an engine, without an application around it.
 */
public final class TestHandles {

	private TestHandles() {
	}

	public static TriggerHandle of(TriggerEngine engine, String name) {
		return new EngineTriggerHandle(engine, name);
	}

}
