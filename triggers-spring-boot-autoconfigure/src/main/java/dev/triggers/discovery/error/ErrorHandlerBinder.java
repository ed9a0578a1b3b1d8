package dev.triggers.discovery.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.triggers.TriggerErrorHandler;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.method.BeanMethod;
import dev.triggers.discovery.method.Obstacle;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.discovery.property.TextResolver;
import dev.triggers.discovery.property.UnresolvableTextException;
import dev.triggers.naming.NearestNames;

/**
 * Finds out which handler gets the failures of which trigger. For one thread and one
 * batch of handlers.
 *
 * @since 1.0.0
 */
public final class ErrorHandlerBinder {

	private final ConfigurableListableBeanFactory beanFactory;

	private final TextResolver texts;

	private final ErrorHandlerListener listener;

	private final Collection<HandledTrigger> triggers;

	private final Map<String, FailureHandler> found = new LinkedHashMap<>();

	private @Nullable FailureHandler global;

	/**
	 * Create a binder.
	 * @param beanFactory has the handler beans
	 * @param texts resolves the names of triggers
	 * @param listener gets the handlers
	 * @param triggers all triggers
	 */
	public ErrorHandlerBinder(ConfigurableListableBeanFactory beanFactory, TextResolver texts,
			ErrorHandlerListener listener, Collection<HandledTrigger> triggers) {
		this.beanFactory = beanFactory;
		this.texts = texts;
		this.listener = listener;
		this.triggers = triggers;
	}

	/**
	 * Add methods, unless something is wrong with any of them.
	 * @param declarations the methods
	 * @param problems collects what is wrong
	 */
	public void addMethods(List<OnErrorDeclaration> declarations, Problems problems) {
		this.global = this.listener.global();
		for (OnErrorDeclaration declaration : declarations) {
			problems.attempt(() -> {
				add(declaration);
				return null;
			});
		}
	}

	/**
	 * Look for a bean that handles the failures of all triggers, if no method does.
	 * @param problems collects what is wrong
	 */
	public void addGlobalBean(Problems problems) {
		if (this.global == null) {
			this.global = problems.attempt(this::globalBean);
		}
	}

	/**
	 * Let the listener call the handlers.
	 */
	public void apply() {
		this.found.forEach(this.listener::setHandler);
		if (this.global != null) {
			this.listener.setGlobal(this.global);
		}
	}

	private void add(OnErrorDeclaration declaration) {
		OnErrorMethod handler = new OnErrorMethod(new BeanMethod(declaration.bean(), declaration.method()));
		if (!handler.isValid()) {
			throw Problems.of(ProblemId.PARAMETERS, handler.describe(), "Parameters of the @OnError method do not fit",
					"Declare it as " + declaration.method().getName() + "(TriggerFailure failure), or as "
							+ declaration.method().getName()
							+ "(String triggerName, Object element, Throwable exception).");
		}
		Obstacle obstacle = Obstacle.find(declaration.method(), declaration.bean().instance());
		if (obstacle != null) {
			throw Problems.of(
					ProblemId.NOT_CALLABLE, handler.describe(), "The @OnError method of bean '"
							+ declaration.bean().name() + "' cannot be called: " + obstacle.reason(),
					obstacle.action());
		}
		if (declaration.triggers().isEmpty()) {
			addGlobal(handler);
		}
		for (String name : declaration.triggers()) {
			find(declaration, handler, name).forEach((trigger) -> addOwn(handler, trigger));
		}
	}

	private void addGlobal(OnErrorMethod handler) {
		FailureHandler other = this.global;
		if (other instanceof OnErrorMethod) {
			throw Problems.of(ProblemId.TWO_HANDLERS, handler.describe(),
					"Both " + other.describe() + " and " + handler.describe() + " handle the failures of all triggers",
					"Keep one of them, or name the triggers that the other one is for: @OnError(\"…\").");
		}
		this.global = handler;
	}

	private void addOwn(OnErrorMethod handler, HandledTrigger trigger) {
		if (trigger.errorHandler() != null) {
			throw Problems.of(ProblemId.CONTRADICTION, handler.describe(),
					"Trigger '" + trigger.name() + "' has two handlers: 'errorHandler' (" + trigger.errorHandler()
							+ ") and the @OnError method " + handler.describe(),
					"Remove one of the two.");
		}
		FailureHandler other = this.found.getOrDefault(trigger.name(), this.listener.handler(trigger.name()));
		if (other != null) {
			throw Problems.of(
					ProblemId.TWO_HANDLERS, handler.describe(), "Both " + other.describe() + " and "
							+ handler.describe() + " handle the failures of trigger '" + trigger.name() + "'",
					"Keep one of them.");
		}
		this.found.put(trigger.name(), handler);
	}

	private List<HandledTrigger> find(OnErrorDeclaration declaration, OnErrorMethod handler, String raw) {
		String name = resolve(handler, raw);
		List<HandledTrigger> named = this.triggers.stream().filter((trigger) -> trigger.name().equals(name)).toList();
		if (!named.isEmpty()) {
			return named;
		}
		List<HandledTrigger> local = this.triggers.stream()
			.filter((trigger) -> trigger.isLocal(declaration.bean().name(), name))
			.toList();
		if (local.isEmpty()) {
			String question = NearestNames.question(name, candidates(declaration));
			throw Problems.of(ProblemId.NO_SUCH_TRIGGER, handler.describe(),
					"@OnError names trigger '" + name + "', which does not exist",
					question.isEmpty() ? "Name a trigger, or a method of the same bean that is one." : question);
		}
		return local;
	}

	private String resolve(OnErrorMethod handler, String raw) {
		try {
			return this.texts.resolve(raw).text();
		}
		catch (UnresolvableTextException ex) {
			throw Problems.of(ProblemId.UNRESOLVABLE, handler.describe(),
					"Name '" + raw + "' in @OnError cannot be resolved: " + ex.getMessage(), ex.action());
		}
	}

	private List<String> candidates(OnErrorDeclaration declaration) {
		List<String> names = new ArrayList<>();
		for (HandledTrigger trigger : this.triggers) {
			names.add(trigger.name());
			if (trigger.beanName().equals(declaration.bean().name()) && !trigger.methodName().isEmpty()) {
				names.add(trigger.methodName());
			}
		}
		return names;
	}

	private @Nullable FailureHandler globalBean() {
		List<String> named = this.triggers.stream().map(HandledTrigger::errorHandler).filter(Objects::nonNull).toList();
		List<String> candidates = new ArrayList<>(
				List.of(this.beanFactory.getBeanNamesForType(TriggerErrorHandler.class, true, false)));
		candidates.removeAll(named);
		if (candidates.isEmpty()) {
			candidates.addAll(List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory,
					TriggerErrorHandler.class, true, false)));
			candidates.removeAll(named);
		}
		List<String> primary = candidates.stream().filter(this::isPrimary).toList();
		List<String> chosen = (primary.size() == 1) ? primary : candidates;
		if (chosen.size() > 1) {
			throw Problems.of(ProblemId.TWO_HANDLERS, null, ValueOrigin.DEFAULT,
					"Beans " + NearestNames.quote(chosen, " and ") + " all handle the failures of all triggers",
					"Mark one of them as @Primary, or name the others as 'errorHandler' of the triggers they are for.");
		}
		return chosen.isEmpty() ? null : new HandlerBean(chosen.get(0), this.beanFactory);
	}

	private boolean isPrimary(String bean) {
		return this.beanFactory.containsBeanDefinition(bean)
				&& this.beanFactory.getMergedBeanDefinition(bean).isPrimary();
	}

}
