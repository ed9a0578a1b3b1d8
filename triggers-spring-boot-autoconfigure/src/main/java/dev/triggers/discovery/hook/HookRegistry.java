package dev.triggers.discovery.hook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.discovery.declaration.CallbackKind;
import dev.triggers.work.TriggerHook;
import dev.triggers.work.TriggerHooks;

/**
 * Hooks of all triggers, also of those that are not registered now. Thread-safe.
 *
 * @since 1.0.0
 */
public final class HookRegistry {

	private final Map<String, List<BoundHook>> hooks = new ConcurrentHashMap<>();

	/**
	 * Add hooks of one trigger, after those of the same order.
	 */
	void add(String trigger, List<BoundHook> added) {
		this.hooks.merge(trigger, List.copyOf(added), (present, late) -> {
			List<BoundHook> all = new ArrayList<>(present);
			all.addAll(late);
			return List.copyOf(all);
		});
	}

	/**
	 * Return a trigger with the hooks that methods are for it, after its own ones.
	 * @param definition the trigger
	 * @return the trigger, which is the same if there are no hooks
	 */
	public TriggerDefinition addTo(TriggerDefinition definition) {
		List<BoundHook> found = this.hooks.get(definition.name());
		if (found == null) {
			return definition;
		}
		TriggerHooks own = definition.work().hooks();
		return definition.with(new TriggerHooks(join(own.before(), found, CallbackKind.BEFORE),
				join(own.after(), found, CallbackKind.AFTER)));
	}

	private static List<TriggerHook> join(List<TriggerHook> own, List<BoundHook> found, CallbackKind kind) {
		List<TriggerHook> hooks = new ArrayList<>(own);
		found.stream()
			.filter((bound) -> bound.kind() == kind)
			.sorted(Comparator.comparingInt(BoundHook::order))
			.forEach((bound) -> hooks.add(bound.hook()));
		return hooks;
	}

}
