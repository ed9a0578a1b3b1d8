package dev.triggers.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Lets the triggers of a test class log nothing: it would be too much.
 */
final class QuietLogging implements BeforeAllCallback, AfterAllCallback {

	private static final List<String> LOGGERS = List.of("triggers", "dev.triggers");

	@Override
	public void beforeAll(ExtensionContext context) {
		setLevel(LogLevel.OFF);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		setLevel(null);
	}

	private static void setLevel(@Nullable LogLevel level) {
		LoggingSystem logging = LoggingSystem.get(QuietLogging.class.getClassLoader());
		LOGGERS.forEach((logger) -> logging.setLogLevel(logger, level));
	}

}
