package dev.triggers.test;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.Assert;

import dev.triggers.schedule.IntervalText;
import dev.triggers.schedule.InvalidScheduleException;

/**
 * Notices {@link TriggersTest} on test classes.
 */
final class TriggersTestContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		TriggersTest annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, TriggersTest.class);
		return (annotation != null)
				? new TriggersTestContextCustomizer(start(testClass, annotation), timeout(testClass, annotation))
				: null;
	}

	private static Instant start(Class<?> testClass, TriggersTest annotation) {
		try {
			return Instant.parse(annotation.start());
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("@TriggersTest(start = \"" + annotation.start() + "\") of "
					+ testClass.getName() + " is no time with date and zone, such as 2026-03-28T12:00:00Z", ex);
		}
	}

	private static Duration timeout(Class<?> testClass, TriggersTest annotation) {
		String place = "@TriggersTest(timeout = \"" + annotation.timeout() + "\") of " + testClass.getName();
		try {
			Duration timeout = IntervalText.parse(annotation.timeout());
			Assert.isTrue(timeout.compareTo(Duration.ofDays(1)) < 0, () -> place + " must be shorter than a day");
			return timeout;
		}
		catch (InvalidScheduleException ex) {
			throw new IllegalArgumentException(place + " is no duration: " + ex.reason(), ex);
		}
	}

}
