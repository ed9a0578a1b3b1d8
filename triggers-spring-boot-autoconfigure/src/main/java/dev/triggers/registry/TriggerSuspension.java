package dev.triggers.registry;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

import dev.triggers.engine.TriggerEngine;

/**
 * Lets triggers fire no more as soon as their context begins to close: schedulers of the
 * application stop at the same event, and would refuse what comes due later.
 *
 * @since 1.0.0
 */
public final class TriggerSuspension implements ApplicationListener<ContextClosedEvent>, Ordered {

	private final TriggerEngine engine;

	private final ApplicationContext context;

	/**
	 * Create a suspension.
	 * @param engine the engine
	 * @param context the application context whose life it follows
	 */
	public TriggerSuspension(TriggerEngine engine, ApplicationContext context) {
		this.engine = engine;
		this.context = context;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.engine.suspend();
		}
	}

}
