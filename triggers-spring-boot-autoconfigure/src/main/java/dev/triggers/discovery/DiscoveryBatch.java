package dev.triggers.discovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.Order;
import org.springframework.core.annotation.RepeatableContainers;
import org.springframework.scheduling.annotation.Scheduled;

import dev.triggers.TriggerSpec;
import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.discovery.attribute.Attribute;
import dev.triggers.discovery.attribute.Attributes;
import dev.triggers.discovery.bean.Candidate;
import dev.triggers.discovery.callback.CallbackMethod;
import dev.triggers.discovery.declaration.AnnotatedMethod;
import dev.triggers.discovery.declaration.Declaration;
import dev.triggers.discovery.declaration.Declaration.Member;
import dev.triggers.discovery.declaration.DeclarationKind;
import dev.triggers.discovery.declaration.DeclarationReader;
import dev.triggers.discovery.declaration.SpecText;
import dev.triggers.discovery.execute.ExecuteMethod;
import dev.triggers.discovery.execute.ExecuteMethods;
import dev.triggers.discovery.method.BeanMethod;
import dev.triggers.discovery.method.Obstacle;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.discovery.property.InstanceProperties;
import dev.triggers.discovery.property.UnresolvableTextException;

/**
 * Triggers that are read together, with all that is wrong with them. For one thread.
 */
class DiscoveryBatch {

	private static final Log logger = LogFactory.getLog("triggers");

	private final DiscoveryTools tools;

	private final InstanceProperties properties;

	private final DeclarationReader reader = new DeclarationReader();

	private final Problems problems = new Problems();

	private final List<DiscoveredTrigger> triggers = new ArrayList<>();

	private final Set<DiscoveredTrigger> disabledTriggers = Collections.newSetFromMap(new IdentityHashMap<>());

	private final List<DisabledTrigger> disabled = new ArrayList<>();

	private final List<CallbackMethod> callbacks = new ArrayList<>();

	private final ExecuteMethods executeMethods;

	private final List<ExecuteMethod> executes = new ArrayList<>();

	DiscoveryBatch(DiscoveryTools tools, ExecuteMethods executeMethods) {
		this.tools = tools;
		this.executeMethods = executeMethods;
		this.properties = new InstanceProperties(tools.context().getEnvironment());
	}

	Problems problems() {
		return this.problems;
	}

	List<DiscoveredTrigger> triggers() {
		return this.triggers;
	}

	List<DisabledTrigger> disabled() {
		return this.disabled;
	}

	List<CallbackMethod> callbacks() {
		return this.callbacks;
	}

	List<ExecuteMethod> executes() {
		return this.executes;
	}

	InstanceProperties properties() {
		return this.properties;
	}

	/**
	 * Read the annotated methods of a bean.
	 */
	void read(Candidate candidate) {
		int order = order(candidate.key());
		for (AnnotatedMethod method : this.reader.read(candidate.bean().name(), candidate.bean().type(), order)) {
			readTriggers(candidate, method);
			readCallbacks(candidate, method, order);
			ExecuteMethod execute = this.executeMethods.read(candidate, method, this.problems);
			if (execute != null) {
				this.executes.add(execute);
			}
		}
	}

	private void readTriggers(Candidate candidate, AnnotatedMethod method) {
		Obstacle obstacle = candidate.obstacle();
		for (Declaration declaration : method.triggers()) {
			String methodName = method.method().getName();
			WorkFactory work = new MethodWork(this.tools, candidate.bean(), method.method());
			this.problems.attempt(() -> {
				read(declaration, methodName, (obstacle != null) ? refusal(obstacle) : work);
				return null;
			});
		}
		if (!method.triggers().isEmpty()) {
			warnIfScheduled(method, candidate);
		}
	}

	private void readCallbacks(Candidate candidate, AnnotatedMethod method, int order) {
		BeanMethod called = new BeanMethod(candidate.bean(), method.method());
		List<CallbackMethod> own = method.callbacks()
			.stream()
			.map((callback) -> new CallbackMethod(callback.kind(), called, order, callback.triggers()))
			.toList();
		this.callbacks.addAll(own);
		Obstacle obstacle = candidate.obstacle();
		if (method.triggers().isEmpty() && !own.isEmpty() && obstacle != null) {
			this.problems.attempt(() -> {
				throw own.get(0).notCallable(obstacle.reason(), obstacle.action());
			});
		}
	}

	/**
	 * Read a spec.
	 * @param beanName the bean that the spec is, or {@code null} if it is none
	 */
	void read(TriggerSpec spec, @Nullable String beanName) {
		String where = (beanName != null) ? "bean '" + beanName + "'" : "TriggerSpec '" + spec.name() + "'";
		int order = (beanName != null) ? order(beanName) : Ordered.LOWEST_PRECEDENCE;
		Member member = new Member(where, "", spec.name(), order);
		Declaration declaration = new Declaration(DeclarationKind.CODE, member, () -> SpecText.of(spec),
				spec.attributes());
		this.problems.attempt(() -> {
			read(declaration, "", new SpecWork(this.tools, spec));
			return null;
		});
	}

	private void read(Declaration declaration, String methodName, WorkFactory work) {
		Attributes attributes = new Attributes(declaration, name(declaration), this.properties, this.tools.texts());
		Problems own = new Problems();
		DefinitionFactory factory = new DefinitionFactory(this.tools, attributes, own);
		Attribute disabling = factory.disabling();
		if (disabling != null) {
			this.disabled.add(new DisabledTrigger(attributes.trigger(), disabling.origin()));
			DiscoveredTrigger trigger = new DiscoveredTrigger(attributes.trigger(), declaration, methodName, null);
			this.triggers.add(trigger);
			this.disabledTriggers.add(trigger);
			return;
		}
		TriggerDefinition definition = factory.create(work);
		this.problems.addAll(own);
		this.triggers.add(new DiscoveredTrigger(attributes.trigger(), declaration, methodName, definition));
	}

	private String name(Declaration declaration) {
		Object name = declaration.attributes().get("name");
		if (name == null) {
			return declaration.member().defaultName();
		}
		try {
			String text = this.tools.texts().resolve(name.toString()).text().trim();
			return text.isEmpty() ? declaration.member().defaultName() : text;
		}
		catch (UnresolvableTextException ex) {
			throw Problems.of(ProblemId.UNRESOLVABLE, declaration.member().description(),
					"'name' of a trigger cannot be resolved: " + ex.getMessage(), ex.action());
		}
	}

	private static WorkFactory refusal(Obstacle obstacle) {
		return (attributes, concurrency) -> {
			throw attributes.invalid(ProblemId.NOT_CALLABLE,
					"Method of trigger '" + attributes.trigger() + "' cannot be called: " + obstacle.reason(),
					obstacle.action());
		};
	}

	private int order(String key) {
		Order order = this.tools.context().getBeanFactory().containsBean(key)
				? this.tools.context().getBeanFactory().findAnnotationOnBean(key, Order.class, false) : null;
		return (order != null) ? order.value() : Ordered.LOWEST_PRECEDENCE;
	}

	private static void warnIfScheduled(AnnotatedMethod method, Candidate candidate) {
		boolean scheduled = MergedAnnotations
			.from(method.method(), SearchStrategy.TYPE_HIERARCHY, RepeatableContainers.standardRepeatables())
			.isPresent(Scheduled.class);
		if (scheduled) {
			Declaration declaration = method.triggers().get(0);
			logger.warn("[TRG-104] " + declaration.member().description() + " of bean '" + candidate.bean().name()
					+ "' runs twice: by @Scheduled and by " + declaration.text() + ". Remove one of the two.");
		}
	}

	/**
	 * Collect names that are used more than once.
	 * @param existing the triggers registered before, with their code, by name
	 */
	void checkNames(Map<String, String> existing) {
		Map<String, List<DiscoveredTrigger>> byName = this.triggers.stream()
			.filter((trigger) -> !isDisabled(trigger))
			.collect(Collectors.groupingBy(DiscoveredTrigger::name, LinkedHashMap::new, Collectors.toList()));
		byName.forEach((name, same) -> {
			List<String> places = new ArrayList<>();
			if (existing.containsKey(name)) {
				places.add(existing.get(name));
			}
			places.addAll(places(same));
			if (places.size() > 1) {
				this.problems.attempt(() -> {
					throw duplicate(name, same, places, existing);
				});
			}
		});
	}

	private static List<String> places(List<DiscoveredTrigger> triggers) {
		List<String> places = triggers.stream().map(DiscoveredTrigger::where).toList();
		return (new HashSet<>(places).size() == places.size()) ? places
				: triggers.stream().map((trigger) -> trigger.declaration().text() + " of " + trigger.where()).toList();
	}

	private boolean isDisabled(DiscoveredTrigger trigger) {
		return this.disabledTriggers.contains(trigger);
	}

	private InvalidTriggerException duplicate(String name, List<DiscoveredTrigger> same, List<String> places,
			Map<String, String> existing) {
		DiscoveredTrigger last = same.get(same.size() - 1);
		List<String> taken = new ArrayList<>(existing.keySet());
		this.triggers.forEach((trigger) -> taken.add(trigger.name()));
		String free = last.declaration().member().defaultName();
		for (int number = 2; taken.contains(free); number++) {
			free = name + "-" + number;
		}
		return Problems.of(ProblemId.DUPLICATE_NAME, last.declaration().member().description(),
				"Name '" + name + "' is used by " + places.size() + " triggers: " + String.join(" and ", places),
				isOneAnnotation(same, places.size())
						? "Remove 'name', as the default name has that of the bean, or register one bean of the class."
						: "Give one of them another name, such as '" + free + "'.");
	}

	/**
	 * Return whether all triggers of one name are those of one annotation, on the class
	 * of several beans, so that none of them can have a name of its own.
	 */
	private static boolean isOneAnnotation(List<DiscoveredTrigger> same, int places) {
		Member first = same.get(0).declaration().member();
		String text = same.get(0).declaration().text();
		long beans = same.stream()
			.filter((trigger) -> trigger.declaration().text().equals(text)
					&& trigger.declaration().member().description().equals(first.description()))
			.map((trigger) -> trigger.declaration().member().beanName())
			.distinct()
			.count();
		return !first.beanName().isEmpty() && beans == places;
	}

}
