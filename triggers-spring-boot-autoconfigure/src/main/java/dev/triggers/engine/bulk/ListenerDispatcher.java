package dev.triggers.engine.bulk;

import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.slf4j.MDC;
import org.springframework.util.function.SingletonSupplier;

import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.SafeLog;

/**
 * Tells all listeners what happens, so that none of them can hurt an execution or another
 * listener. Thread-safe.
 *
 * @since 1.0.0
 */
public final class ListenerDispatcher {

	private static final Log logger = LogFactory.getLog("triggers");

	private final Supplier<List<ExecutionListener>> listeners;

	/**
	 * Create a dispatcher.
	 * @param listeners gives the listeners in order; asked once, at the first event
	 */
	public ListenerDispatcher(Supplier<List<ExecutionListener>> listeners) {
		this.listeners = SingletonSupplier.of(listeners);
	}

	/**
	 * Tell the listeners, on the calling thread.
	 * @param event what happened
	 */
	public void dispatch(ExecutionEvent event) {
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
		List<ExecutionListener> all;
		try {
			all = this.listeners.get();
		}
		catch (Throwable ex) {
			SafeLog.error(logger, "Listeners cannot be had for " + describe(event), ex);
			return;
		}
		for (ExecutionListener listener : all) {
			try {
				listener.onEvent(event);
			}
			catch (Throwable ex) {
				SafeLog.error(logger, "Listener " + listener.getClass().getName() + " failed on " + describe(event),
						ex);
			}
		}
	}

	private static String describe(ExecutionEvent event) {
		return event.getClass().getSimpleName() + " of trigger '" + event.trigger().name() + "'";
	}

}
