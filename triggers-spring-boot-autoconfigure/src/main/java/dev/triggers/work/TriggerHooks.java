package dev.triggers.work;

import java.util.List;

/**
 * What is called around the life of a trigger, from a start to its end.
 *
 * @param before called in order after a start, before the first execution; if one throws,
 * the others are not called and the trigger fails
 * @param after called in order once the trigger has ended, for whatever reason; if one
 * throws, the others are called nevertheless
 * @since 1.0.0
 */
public record TriggerHooks(List<TriggerHook> before, List<TriggerHook> after) {

	/**
	 * No hooks.
	 */
	public static final TriggerHooks NONE = new TriggerHooks(List.of(), List.of());

	public TriggerHooks {
		before = List.copyOf(before);
		after = List.copyOf(after);
	}

}
