package dev.triggers.execution;

import java.time.Duration;

/**
 * What a trigger has done since it was registered.
 *
 * @param executions executions that have ended, by their outcome
 * @param failures number of those in which anything failed
 * @param elements elements that have ended, those of executions under way included
 * @param retries number of times that a failed call was repeated
 * @param misfires number of due times that were missed
 * @param sinceSuccess time since the last successful execution ended, or since the
 * trigger was registered if there was none, by a clock that does not jump
 * @since 1.0.0
 */
public record TriggerStatistics(Counts executions, long failures, Counts elements, long retries, long misfires,
		Duration sinceSuccess) {

	/**
	 * Numbers by outcome.
	 *
	 * @param succeeded how many succeeded
	 * @param failed how many failed
	 * @param cancelled how many were cancelled
	 */
	public record Counts(long succeeded, long failed, long cancelled) {

		/**
		 * No executions or elements.
		 */
		public static final Counts ZERO = new Counts(0, 0, 0);

		/**
		 * Return the sum of all outcomes.
		 * @return the number
		 */
		public long total() {
			return this.succeeded + this.failed + this.cancelled;
		}

		/**
		 * Return the sum with other numbers.
		 * @param other the other numbers
		 * @return the sum by outcome
		 */
		public Counts plus(Counts other) {
			return new Counts(this.succeeded + other.succeeded, this.failed + other.failed,
					this.cancelled + other.cancelled);
		}

	}

}
