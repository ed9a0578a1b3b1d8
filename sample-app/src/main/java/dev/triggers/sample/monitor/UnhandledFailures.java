package dev.triggers.sample.monitor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.OnError;

/**
 * Global error handler: gets the failures of all triggers without one of their own.
 */
@Component
@Profile("monitor")
class UnhandledFailures {

	private static final Logger logger = LoggerFactory.getLogger(UnhandledFailures.class);

	@OnError
	void unhandled(String triggerName, @Nullable Object element, Throwable exception) {
		logger.warn("GLOBAL HANDLER: '{}' failed for '{}': {}", triggerName, element, exception.getMessage());
	}

}
