package dev.triggers.execution;

/**
 * Observer of all executions; every bean of this type in the context of the triggers is
 * called, in the order of {@link org.springframework.core.Ordered} or {@code @Order}.
 * <p>
 * Events of one execution arrive in order, except that calls which fail at the same time
 * on different threads may be reported at the same time. A listener is called on the
 * thread on which the event happened: it may block, which delays only that execution, and
 * what it throws is logged and changes nothing. Only one thread at a time tells that
 * triggers are registered and unregistered, in that order: a listener must not wait there
 * for another thread that does the same.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface ExecutionListener {

	/**
	 * Take note of an event.
	 * @param event what happened
	 */
	void onEvent(ExecutionEvent event);

}
