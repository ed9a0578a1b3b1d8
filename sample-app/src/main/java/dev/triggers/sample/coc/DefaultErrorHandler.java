package dev.triggers.sample.coc;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.OnError;

/**
 * Fallback for triggers without a handler of their own.
 */
@Component
@Profile("coc")
class DefaultErrorHandler {

	private static final Logger logger = LoggerFactory.getLogger("coc");

	@OnError
	void handle(String triggerName, @Nullable Object element, Throwable exception) {
		logger.info("Default error handler: {}, {}, {}", triggerName, element, exception.toString());
	}

}
