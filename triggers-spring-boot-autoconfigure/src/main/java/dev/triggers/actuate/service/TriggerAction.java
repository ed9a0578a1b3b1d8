package dev.triggers.actuate.service;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.execution.Execution;
import dev.triggers.naming.NearestNames;

/**
 * What can be done with a trigger.
 *
 * @since 1.0.0
 */
public enum TriggerAction {

	/**
	 * Start it.
	 */
	START("arguments"),

	/**
	 * Stop it gracefully.
	 */
	STOP,

	/**
	 * Interrupt it.
	 */
	CANCEL,

	/**
	 * Cancel it and start it again.
	 */
	RESTART("arguments"),

	/**
	 * Execute once, beside the schedule.
	 */
	FIRE("elements", "arguments"),

	/**
	 * Execute once for the elements that failed.
	 */
	RETRY_FAILED("execution"),

	/**
	 * Let it follow another schedule.
	 */
	CHANGE_SCHEDULE(ScheduleParameters.NAMES);

	private final List<String> parameters;

	TriggerAction(String... parameters) {
		this(List.of(parameters));
	}

	TriggerAction(List<String> parameters) {
		this.parameters = parameters;
	}

	/**
	 * Return the action of a word.
	 * @param word the word, or {@code null} if there is none
	 * @return the action
	 * @throws RefusedException if there is no such action
	 */
	public static TriggerAction of(@Nullable String word) {
		List<String> words = Stream.of(values()).map(TriggerAction::word).toList();
		String allowed = "Use one of " + NearestNames.quote(words, ", ") + ".";
		if (word == null) {
			throw RefusedException.badRequest("'action' is missing", allowed);
		}
		List<String> nearest = NearestNames.of(word, words);
		return Stream.of(values())
			.filter((action) -> action.word().equals(word))
			.findFirst()
			.orElseThrow(() -> RefusedException
				.badRequest("There is no action '" + word + "'" + NearestNames.hint(nearest), allowed, nearest));
	}

	/**
	 * Return the word for the action.
	 * @return the word, such as {@code retry-failed}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return the parameters that the action has.
	 * @return their names
	 */
	public List<String> parameters() {
		return this.parameters;
	}

	boolean isPossible(TriggerHandle trigger) {
		TriggerState state = trigger.state();
		return switch (this) {
			case START -> !state.isRunning();
			case STOP -> state == TriggerState.WAITING || state == TriggerState.EXECUTING;
			case CANCEL ->
				state != TriggerState.CANCELLING && (state.isRunning() || !trigger.currentExecutions().isEmpty());
			case RETRY_FAILED -> hasFailures(trigger.lastExecution());
			case RESTART, FIRE, CHANGE_SCHEDULE -> true;
		};
	}

	private static boolean hasFailures(@Nullable Execution last) {
		return last != null && last.hasFailures();
	}

}
