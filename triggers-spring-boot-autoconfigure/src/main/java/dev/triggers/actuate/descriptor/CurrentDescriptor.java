package dev.triggers.actuate.descriptor;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;

/**
 * Execution under way.
 *
 * @param id identifier
 * @param startedAt when it began
 * @param total number of elements, or {@code null} if it is not known
 * @param ok number of elements whose call succeeded
 * @param failed number of elements whose call failed
 * @param inFlight number of elements whose call has not ended
 * @param ratePerSecond number of elements that ended per second, on average
 * @param etaMs how long it still takes at that rate, or {@code null} if that cannot be
 * said
 * @param unresponsive {@code true} if the execution was cancelled and its code ignores
 * that, otherwise {@code null}
 * @since 1.0.0
 */
public record CurrentDescriptor(String id, Instant startedAt, @Nullable Long total, long ok, long failed, long inFlight,
		double ratePerSecond, @Nullable Long etaMs, @Nullable Boolean unresponsive) {

	/**
	 * Return the view of an execution under way.
	 * @param execution the execution
	 * @param unresponsive whether it was cancelled and its code ignores that
	 * @return the view
	 */
	public static CurrentDescriptor of(Execution execution, boolean unresponsive) {
		ElementCounts counts = execution.counts();
		return new CurrentDescriptor(execution.id().value(), execution.startTime(), counts.total(), counts.ok(),
				counts.failed(), counts.inFlight(), rounded(execution.progress().ratePerSecond()),
				Milliseconds.of(execution.progress().estimatedRemaining()), unresponsive ? true : null);
	}

	/**
	 * Round to what people read: three digits.
	 */
	private static double rounded(double rate) {
		return Math.round(rate * 1000) / 1000.0;
	}

}
