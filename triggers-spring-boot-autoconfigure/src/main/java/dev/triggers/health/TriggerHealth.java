package dev.triggers.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.execution.DurationText;

/**
 * How one trigger is.
 *
 * @param name name of the trigger
 * @param state where it is in its life
 * @param scheduler bean name of its scheduler, or {@code null} if it names none
 * @param isExecuting whether an execution is under way
 * @param unhealthyAfter how long it may go without success, or {@code null} if for ever
 * @param withoutSuccess how long it has gone without success since it was started, or
 * {@code null} if it was not
 */
record TriggerHealth(String name, TriggerState state, @Nullable String scheduler, boolean isExecuting,
		@Nullable Duration unhealthyAfter, @Nullable Duration withoutSuccess) {

	/**
	 * Return how all triggers are.
	 */
	static List<TriggerHealth> all(Triggers triggers) {
		List<TriggerHealth> all = new ArrayList<>();
		Iterator<TriggerHandle> iterator = triggers.iterator();
		// a mock has none
		while (iterator != null && iterator.hasNext()) {
			try {
				all.add(of(iterator.next()));
			}
			catch (NoSuchTriggerException ex) {
				// was removed meanwhile
			}
		}
		return all;
	}

	private static TriggerHealth of(TriggerHandle trigger) {
		return new TriggerHealth(trigger.name(), trigger.state(), trigger.definition().references().scheduler(),
				!trigger.currentExecutions().isEmpty(), trigger.definition().documentation().unhealthyAfter(),
				withoutSuccess(trigger));
	}

	private static @Nullable Duration withoutSuccess(TriggerHandle trigger) {
		Duration sinceStart = trigger.sinceStart();
		Duration sinceSuccess = trigger.statistics().sinceSuccess();
		return (sinceStart == null || sinceStart.compareTo(sinceSuccess) < 0) ? sinceStart : sinceSuccess;
	}

	/**
	 * Return why the trigger is not healthy, or {@code null} if it is. One that failed is
	 * as one that goes on failing, one that ended otherwise is not expected to succeed.
	 */
	@Nullable String problem() {
		boolean expected = this.state.isRunning() || this.state == TriggerState.FAILED;
		if (!expected || this.unhealthyAfter == null || this.withoutSuccess == null
				|| this.withoutSuccess.compareTo(this.unhealthyAfter) < 0) {
			return null;
		}
		return "no success for " + DurationText.of(this.withoutSuccess) + ", allowed are "
				+ DurationText.of(this.unhealthyAfter);
	}

}
