package dev.triggers.discovery.callback;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.property.TextResolver;
import dev.triggers.discovery.property.UnresolvableTextException;
import dev.triggers.naming.NearestNames;

/**
 * Names by which methods know triggers: full names, and inside one bean those of the
 * methods that the triggers call. For one thread.
 *
 * @since 1.0.0
 */
public final class TriggerNames {

	private final TextResolver texts;

	private final Collection<KnownTrigger> triggers;

	/**
	 * Create names.
	 * @param texts resolves the names
	 * @param triggers all triggers
	 */
	public TriggerNames(TextResolver texts, Collection<KnownTrigger> triggers) {
		this.texts = texts;
		this.triggers = triggers;
	}

	/**
	 * Return all triggers.
	 * @return the triggers
	 */
	public Collection<KnownTrigger> triggers() {
		return this.triggers;
	}

	/**
	 * Find the triggers that a method names.
	 * @param method the method
	 * @param raw the name as written
	 * @return the triggers, at least one
	 * @throws InvalidTriggerException if there is none
	 */
	public List<KnownTrigger> find(CallbackMethod method, String raw) {
		String name = resolve(method, raw);
		List<KnownTrigger> named = this.triggers.stream().filter((trigger) -> trigger.name().equals(name)).toList();
		if (!named.isEmpty()) {
			return named;
		}
		List<KnownTrigger> local = ofBean(method).stream()
			.filter((trigger) -> trigger.methodName().equals(name))
			.toList();
		if (local.isEmpty()) {
			String question = NearestNames.question(name, candidates(method));
			throw method.invalid(ProblemId.NO_SUCH_TRIGGER,
					method.kind() + " names trigger '" + name + "', which does not exist",
					question.isEmpty() ? "Name a trigger, or a method of the same bean that is one." : question);
		}
		return local;
	}

	/**
	 * Find the triggers that are declared by methods of the same bean.
	 * @param method the method that is called about them
	 * @return the triggers
	 */
	public List<KnownTrigger> ofBean(CallbackMethod method) {
		return this.triggers.stream().filter((trigger) -> trigger.isOf(method.beanName())).toList();
	}

	private String resolve(CallbackMethod method, String raw) {
		try {
			return this.texts.resolve(raw).text();
		}
		catch (UnresolvableTextException ex) {
			throw method.invalid(ProblemId.UNRESOLVABLE,
					"Name '" + raw + "' in " + method.kind() + " cannot be resolved: " + ex.getMessage(), ex.action());
		}
	}

	private List<String> candidates(CallbackMethod method) {
		List<String> names = new ArrayList<>(this.triggers.stream().map(KnownTrigger::name).toList());
		ofBean(method).forEach((trigger) -> names.add(trigger.methodName()));
		return names;
	}

}
