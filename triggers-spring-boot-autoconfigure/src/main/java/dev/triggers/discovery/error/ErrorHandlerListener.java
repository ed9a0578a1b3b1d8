package dev.triggers.discovery.error;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

import dev.triggers.TriggerFailure;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionEvent.CallFailed;
import dev.triggers.execution.ExecutionListener;

/**
 * Gives each failure to the handler of its trigger, else to the global handler. What a
 * handler throws is logged and changes nothing else. Thread-safe.
 *
 * @since 1.0.0
 */
public final class ErrorHandlerListener implements ExecutionListener {

	private final BeanFactory beanFactory;

	private final Map<String, FailureHandler> handlers = new ConcurrentHashMap<>();

	// written by the thread that starts the application or creates a bean late
	private volatile @Nullable FailureHandler global;

	/**
	 * Create a listener without handlers; discovery adds them.
	 * @param beanFactory has the handlers that triggers name
	 */
	public ErrorHandlerListener(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Nullable FailureHandler handler(String trigger) {
		return this.handlers.get(trigger);
	}

	void setHandler(String trigger, FailureHandler handler) {
		this.handlers.put(trigger, handler);
	}

	@Nullable FailureHandler global() {
		return this.global;
	}

	void setGlobal(FailureHandler handler) {
		this.global = handler;
	}

	@Override
	public void onEvent(ExecutionEvent event) {
		if (event instanceof CallFailed failed) {
			FailureHandler handler = select(failed.trigger());
			if (handler != null) {
				call(handler, failed.trigger(), failure(failed));
			}
		}
	}

	private @Nullable FailureHandler select(TriggerDefinition trigger) {
		String bean = trigger.references().errorHandler();
		if (bean != null) {
			return new HandlerBean(bean, this.beanFactory);
		}
		FailureHandler own = this.handlers.get(trigger.name());
		return (own != null) ? own : this.global;
	}

	private static TriggerFailure failure(CallFailed event) {
		CallFailure failure = event.failure();
		Element element = failure.element();
		return new TriggerFailure(event.trigger().name(), event.id(), (element != null) ? element.value() : null,
				(element != null) ? element.index() : -1, failure.attempts(),
				event.trigger().work().target().describe(), failure.exception());
	}

	private static void call(FailureHandler handler, TriggerDefinition trigger, TriggerFailure failure) {
		try {
			handler.handle(failure);
		}
		catch (Throwable ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			Log logger = trigger.references().log();
			String execution = "trigger '" + trigger.name() + "' (execution " + failure.executionId() + ")";
			logger.error("Error handler " + handler.describe() + " of " + execution + " failed", ex);
			logger.error("The failure of " + execution + " that it was given", failure.exception());
		}
	}

}
