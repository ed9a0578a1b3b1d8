package dev.triggers.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.bulk.ListenerDispatcher;
import dev.triggers.execution.ExecutionEvent;

/**
 * Tells the listeners which triggers there are, in the order in which triggers come and
 * go: a name may be given again as soon as it is free. Thread-safe.
 */
final class Announcements {

	private final ListenerDispatcher listeners;

	// held while listeners are told, unlike the locks of the engine and of triggers
	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock
	private final Set<TriggerDefinition> known = Collections.newSetFromMap(new IdentityHashMap<>());

	Announcements(ListenerDispatcher listeners) {
		this.listeners = listeners;
	}

	/**
	 * Let triggers come or go, while no other thread does.
	 */
	void inOrder(Runnable change) {
		this.lock.lock();
		try {
			change.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tell of a trigger, unless the listeners know of it; called in order.
	 */
	void registered(TriggerDefinition trigger) {
		if (this.known.add(trigger)) {
			this.listeners.dispatch(new ExecutionEvent.Registered(trigger));
		}
	}

	/**
	 * Tell that a trigger has gone, if the listeners know of it; called in order.
	 */
	void unregistered(TriggerDefinition trigger) {
		if (this.known.remove(trigger)) {
			this.listeners.dispatch(new ExecutionEvent.Unregistered(trigger));
		}
	}

}
