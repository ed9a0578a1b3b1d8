package dev.triggers.autoconfigure.call;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * One retry policy, below {@code triggers.retry.<name>}.
 *
 * @param rules Rules, from the innermost to the outermost.
 * @since 1.0.0
 */
public record RetryProperties(@DefaultValue List<Rule> rules) {

	/**
	 * One rule of a retry policy. Exactly one of its waits is set.
	 * <p>
	 * Classes are bound as text, so that all that do not exist are reported at once.
	 *
	 * @param exceptions Classes of the failures that are retried. Sub-classes count,
	 * causes do not.
	 * @param predicate Bean name of a java.util.function.Predicate that such a failure
	 * must match, too.
	 * @param retries Most retries of one call by this rule. No limit by default.
	 * @param waiting Wait before each retry.
	 */
	@ConfigurationPropertiesSource
	public record Rule(@DefaultValue List<String> exceptions, @Nullable String predicate, @Nullable Integer retries,
			@DefaultValue @Name("wait") Wait waiting) {

	}

	/**
	 * Wait before each retry of a rule; none is longer than 365 days.
	 *
	 * @param fixed Wait that is the same before each retry.
	 * @param fibonacci Whether the waits are the Fibonacci numbers, in seconds.
	 * @param range Random wait between two bounds.
	 * @param exponentialJitter Random wait below a limit that doubles.
	 */
	public record Wait(@Nullable Duration fixed, @DefaultValue("false") boolean fibonacci, @Nullable Range range,
			@Nullable ExponentialJitter exponentialJitter) {

	}

	/**
	 * Random wait between two bounds.
	 *
	 * @param min Shortest wait.
	 * @param max Longest wait.
	 */
	public record Range(@Nullable Duration min, @Nullable Duration max) {

	}

	/**
	 * Random wait below a limit that doubles from retry to retry.
	 *
	 * @param base First wait, which is not random. The limit of the second is twice as
	 * long.
	 * @param cap Longest wait.
	 */
	public record ExponentialJitter(@Nullable Duration base, @Nullable Duration cap) {

	}

}
