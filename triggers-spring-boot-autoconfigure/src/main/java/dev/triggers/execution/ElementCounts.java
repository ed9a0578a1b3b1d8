package dev.triggers.execution;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of elements of an execution; a call without an element counts as one.
 *
 * @param total number of elements, or {@code null} if it is not known in advance
 * @param ok number of elements whose call succeeded
 * @param failed number of elements whose call failed
 * @param cancelled number of elements that were taken and whose call was interrupted, or
 * never made, since the execution was cancelled
 * @param inFlight number of elements that were taken and whose call has not ended: it is
 * under way, waits for its concurrency groups, or waits to be retried
 * @since 1.0.0
 */
public record ElementCounts(@Nullable Long total, long ok, long failed, long cancelled, long inFlight) {

	/**
	 * Return the number of elements whose calls have ended, however they did.
	 * @return the number
	 */
	public long ended() {
		return this.ok + this.failed + this.cancelled;
	}

}
