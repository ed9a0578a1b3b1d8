package dev.triggers.engine;

import java.util.List;

import dev.triggers.TriggerState;

/**
 * The table of {@link dev.triggers.TriggerHandle}: what a call may lead to right away.
 */
final class ModelTable {

	private ModelTable() {
	}

	/**
	 * Return whether the table allows what was seen.
	 */
	static boolean allows(ModelPlan.Kind kind, TriggerState before, String result, TriggerState after) {
		boolean same = before == after;
		boolean begins = same || (before == TriggerState.WAITING && after == TriggerState.EXECUTING);
		return switch (kind) {
			case ADVANCE -> true;
			case START -> before.isRunning() ? result.equals("refused") && same
					: result.equals("started") && isOne(after, TriggerState.WAITING, TriggerState.EXECUTING);
			case STOP -> switch (before) {
				case WAITING -> result.equals("true") && isOne(after, TriggerState.STOPPING, TriggerState.STOPPED);
				case EXECUTING -> result.equals("true") && after == TriggerState.STOPPING;
				case CANCELLING -> same;
				default -> result.equals("false") && same;
			};
			case CANCEL -> switch (before) {
				case WAITING, EXECUTING, STOPPING ->
					result.equals("true") && isOne(after, TriggerState.CANCELLING, TriggerState.CANCELLED);
				case CANCELLING -> isOne(after, TriggerState.CANCELLING, TriggerState.CANCELLED);
				default -> same;
			};
			case RESTART -> isOne(after, TriggerState.WAITING, TriggerState.EXECUTING)
					|| (before.isRunning() && after == TriggerState.CANCELLING);
			case FIRE, CHANGE_SCHEDULE -> begins;
		};
	}

	private static boolean isOne(TriggerState state, TriggerState... states) {
		return List.of(states).contains(state);
	}

}
