package dev.triggers.firing;

/**
 * Where a trigger is with its hooks.
 *
 * @since 1.0.0
 */
public enum HookStage {

	/**
	 * There is no hook to call, or the trigger has not been started.
	 */
	NONE,

	/**
	 * The before-hooks are to be called next.
	 */
	DUE,

	/**
	 * The before-hooks are being called.
	 */
	BEFORE,

	/**
	 * The before-hooks have been called, and the after-hooks are owed.
	 */
	BETWEEN,

	/**
	 * The after-hooks are to be called next, or are being called.
	 */
	AFTER;

	/**
	 * Return whether the trigger cannot fire yet.
	 * @return {@code true} until the before-hooks have been called
	 */
	public boolean isBefore() {
		return this == DUE || this == BEFORE;
	}

}
