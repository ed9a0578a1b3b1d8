package dev.triggers.discovery.hook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.callback.CallbackMethod;
import dev.triggers.discovery.callback.KnownTrigger;
import dev.triggers.discovery.callback.TriggerNames;
import dev.triggers.discovery.declaration.AnnotationText;
import dev.triggers.discovery.declaration.CallbackKind;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.naming.NearestNames;

/**
 * Finds out which method is a hook of which trigger. For one thread and one batch of
 * methods.
 *
 * @since 1.0.0
 */
public final class HookBinder {

	private final TriggerNames names;

	private final HookRegistry registry;

	private final Predicate<String> registered;

	private final Map<String, List<BoundHook>> found = new LinkedHashMap<>();

	/**
	 * Create a binder.
	 * @param names finds the triggers that methods name
	 * @param registry gets the hooks
	 * @param registered whether the trigger of a name is registered, so that its hooks
	 * cannot change
	 */
	public HookBinder(TriggerNames names, HookRegistry registry, Predicate<String> registered) {
		this.names = names;
		this.registry = registry;
		this.registered = registered;
	}

	/**
	 * Add those methods that are hooks, unless something is wrong with any of them.
	 * @param methods methods of all kinds
	 * @param problems collects what is wrong
	 */
	public void addMethods(List<CallbackMethod> methods, Problems problems) {
		for (CallbackMethod method : methods) {
			if (method.kind() != CallbackKind.ON_ERROR) {
				problems.attempt(() -> {
					add(method);
					return null;
				});
			}
		}
	}

	/**
	 * Make the hooks known.
	 */
	public void apply() {
		this.found.forEach(this.registry::add);
	}

	private void add(CallbackMethod method) {
		if (!new HookMethod(method.method(), "").isValid()) {
			throw method.parameters("", "TriggerHandle trigger");
		}
		method.checkCallable();
		List<KnownTrigger> triggers = new ArrayList<>();
		method.triggers().forEach((name) -> triggers.addAll(this.names.find(method, name)));
		if (method.triggers().isEmpty()) {
			triggers.add(onlyOfBean(method));
		}
		triggers.forEach((trigger) -> add(method, trigger.name()));
	}

	private void add(CallbackMethod method, String trigger) {
		if (this.registered.test(trigger)) {
			throw method.notCallable("trigger '" + trigger + "' is registered already, and its hooks cannot change",
					"Have bean '" + method.beanName() + "' created when the application starts, without @Lazy, and the"
							+ " trigger registered after that or declared as a TriggerSpec bean.");
		}
		BoundHook hook = new BoundHook(method.kind(), method.order(), new HookMethod(method.method(), trigger));
		List<BoundHook> hooks = this.found.computeIfAbsent(trigger, (absent) -> new ArrayList<>());
		// a method may name a trigger twice, in full and by its method
		if (!hooks.contains(hook)) {
			hooks.add(hook);
		}
	}

	private KnownTrigger onlyOfBean(CallbackMethod method) {
		List<KnownTrigger> own = this.names.ofBean(method);
		if (own.size() != 1) {
			throw nameless(method, own.stream().map(KnownTrigger::name).sorted().toList());
		}
		return own.get(0);
	}

	private InvalidTriggerException nameless(CallbackMethod method, List<String> own) {
		String bean = "bean '" + method.beanName() + "'";
		List<String> examples = own.isEmpty()
				? this.names.triggers().stream().map(KnownTrigger::name).sorted().limit(1).toList() : own;
		String example = examples.isEmpty() ? "\"…\"" : AnnotationText.literal(examples.get(0));
		return method.invalid(ProblemId.NO_SUCH_TRIGGER,
				method.kind() + " names no trigger, and " + bean
						+ (own.isEmpty() ? " has none" : " has " + own.size() + ": " + NearestNames.quote(own, ", ")),
				"Name the trigger that the method is for, such as " + method.kind() + "(" + example + ").");
	}

}
