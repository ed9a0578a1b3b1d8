package dev.triggers.engine;

import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.slf4j.MDC;
import org.springframework.util.function.SingletonSupplier;

import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;

/**
 * Tells all listeners what happens, so that none of them can hurt an execution or another
 * listener.
 */
final class ListenerDispatcher {

	private static final Log logger = LogFactory.getLog("triggers");

	private final Supplier<List<ExecutionListener>> listeners;

	/**
	 * Create a dispatcher.
	 * @param listeners gives the listeners in order; asked once, at the first event
	 */
	ListenerDispatcher(Supplier<List<ExecutionListener>> listeners) {
		this.listeners = SingletonSupplier.of(listeners);
	}

	void dispatch(ExecutionEvent event) {
		boolean outer = MDC.get("trigger") != null;
		if (!outer) {
			MDC.put("trigger", event.trigger().name());
		}
		try {
			notifyAll(event);
		}
		finally {
			if (!outer) {
				MDC.remove("trigger");
			}
		}
	}

	private void notifyAll(ExecutionEvent event) {
		for (ExecutionListener listener : this.listeners.get()) {
			try {
				listener.onEvent(event);
			}
			catch (Throwable ex) {
				logger.error("Listener " + listener.getClass().getName() + " failed on "
						+ event.getClass().getSimpleName() + " of trigger '" + event.trigger().name() + "'", ex);
			}
		}
	}

}
