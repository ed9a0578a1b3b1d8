package dev.triggers.engine.execute;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.function.SingletonSupplier;

import dev.triggers.call.CallListener;
import dev.triggers.execution.SafeLog;

/**
 * Tells all listeners what happens to calls, so that none of them can hurt a call or
 * another listener. Thread-safe.
 */
final class CallListeners {

	private static final Log logger = LogFactory.getLog("triggers");

	private final Supplier<List<CallListener>> listeners;

	/**
	 * Create listeners.
	 * @param listeners gives the listeners in order; asked once, at the first event
	 */
	CallListeners(Supplier<List<CallListener>> listeners) {
		this.listeners = SingletonSupplier.of(listeners);
	}

	/**
	 * Tell the listeners, on the calling thread.
	 * @param name the {@code @Execute} that the event is about
	 * @param event what each is told
	 */
	void tell(String name, Consumer<CallListener> event) {
		List<CallListener> all;
		try {
			all = this.listeners.get();
		}
		catch (Throwable ex) {
			SafeLog.error(logger, "Listeners of calls of @Execute '" + name + "' cannot be had", ex);
			return;
		}
		for (CallListener listener : all) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				SafeLog.error(logger,
						"Listener " + listener.getClass().getName() + " failed on a call of @Execute '" + name + "'",
						ex);
			}
		}
	}

}
