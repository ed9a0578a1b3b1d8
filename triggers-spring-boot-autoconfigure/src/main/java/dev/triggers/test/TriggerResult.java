package dev.triggers.test;

import java.time.Instant;

import org.assertj.core.api.AssertProvider;

import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;

/**
 * Result of one execution, to be given to AssertJ's own {@code assertThat}.
 *
 * @param execution the execution, which has ended
 * @since 1.0.0
 */
public record TriggerResult(Execution execution) implements AssertProvider<TriggerResultAssert> {

	/**
	 * Return the name of the trigger.
	 * @return the name
	 */
	public String triggerName() {
		return this.execution.firing().triggerName();
	}

	/**
	 * Return when the trigger was due.
	 * @return the time
	 */
	public Instant scheduledTime() {
		return this.execution.firing().scheduledTime();
	}

	/**
	 * Return when the execution began.
	 * @return the time
	 */
	public Instant startTime() {
		return this.execution.startTime();
	}

	@Override
	public TriggerResultAssert assertThat() {
		return new TriggerResultAssert(this);
	}

	/**
	 * Return one line without anything random, so that it is the same whenever the same
	 * test is executed.
	 */
	@Override
	public String toString() {
		ElementCounts counts = this.execution.counts();
		return triggerName() + " at " + startTime() + ": " + this.execution.outcome() + ", " + counts.ok() + " ok, "
				+ counts.failed() + " failed";
	}

}
