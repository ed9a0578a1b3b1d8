package dev.triggers.registry;

import java.util.function.BooleanSupplier;

import dev.triggers.NoSuchTriggerException;

/**
 * What is done to all triggers, any of which may be removed meanwhile.
 */
final class LateRemoval {

	private LateRemoval() {
	}

	/**
	 * Do something to a trigger.
	 * @return {@code false} if there was nothing to do, or the trigger is gone
	 */
	static boolean unlessRemoved(BooleanSupplier action) {
		try {
			return action.getAsBoolean();
		}
		catch (NoSuchTriggerException ex) {
			return false;
		}
	}

}
