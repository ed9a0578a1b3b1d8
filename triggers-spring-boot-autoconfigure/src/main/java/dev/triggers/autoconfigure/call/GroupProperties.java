package dev.triggers.autoconfigure.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * Limits of one concurrency group, below {@code triggers.groups.<name>}.
 *
 * @param concurrentCalls Most calls at once. No limit by default.
 * @param callsPerPeriod Most calls that start in any window as long as "period". No limit
 * by default.
 * @param period Length of that window, at most 36500 days. Needed if, and only if,
 * "calls-per-period" is set.
 * @since 1.0.0
 */
@ConfigurationPropertiesSource
public record GroupProperties(@Nullable Integer concurrentCalls, @Nullable Integer callsPerPeriod,
		@Nullable Duration period) {
}
