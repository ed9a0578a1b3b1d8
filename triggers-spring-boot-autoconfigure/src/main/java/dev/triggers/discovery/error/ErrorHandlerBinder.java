package dev.triggers.discovery.error;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.triggers.TriggerErrorHandler;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.callback.CallbackMethod;
import dev.triggers.discovery.callback.KnownTrigger;
import dev.triggers.discovery.callback.TriggerNames;
import dev.triggers.discovery.declaration.CallbackKind;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.naming.NearestNames;

/**
 * Finds out which handler gets the failures of which trigger. For one thread and one
 * batch of handlers.
 *
 * @since 1.0.0
 */
public final class ErrorHandlerBinder {

	private final ConfigurableListableBeanFactory beanFactory;

	private final TriggerNames names;

	private final ErrorHandlerListener listener;

	private final Map<String, FailureHandler> found = new LinkedHashMap<>();

	private @Nullable FailureHandler global;

	/**
	 * Create a binder.
	 * @param beanFactory has the handler beans
	 * @param names finds the triggers that methods name
	 * @param listener gets the handlers
	 */
	public ErrorHandlerBinder(ConfigurableListableBeanFactory beanFactory, TriggerNames names,
			ErrorHandlerListener listener) {
		this.beanFactory = beanFactory;
		this.names = names;
		this.listener = listener;
	}

	/**
	 * Add those methods that handle failures, unless something is wrong with any of them.
	 * @param methods methods of all kinds
	 * @param problems collects what is wrong
	 */
	public void addMethods(List<CallbackMethod> methods, Problems problems) {
		this.global = this.listener.global();
		for (CallbackMethod method : methods) {
			if (method.kind() == CallbackKind.ON_ERROR) {
				problems.attempt(() -> {
					add(method);
					return null;
				});
			}
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

	private void add(CallbackMethod method) {
		OnErrorMethod handler = new OnErrorMethod(method.method());
		if (!handler.isValid()) {
			throw method.parameters("TriggerFailure failure",
					"String triggerName, Object element, Throwable exception");
		}
		method.checkCallable();
		if (method.triggers().isEmpty()) {
			addGlobal(handler);
		}
		for (String name : method.triggers()) {
			this.names.find(method, name).forEach((trigger) -> addOwn(handler, trigger));
		}
	}

	private void addGlobal(OnErrorMethod handler) {
		FailureHandler other = this.global;
		if (other instanceof OnErrorMethod) {
			throw Problems.of(ProblemId.CONFLICT, handler.describe(),
					"Both " + other.describe() + " and " + handler.describe() + " handle the failures of all triggers",
					"Keep one of them, or name the triggers that the other one is for: @OnError(\"…\").");
		}
		this.global = handler;
	}

	private void addOwn(OnErrorMethod handler, KnownTrigger trigger) {
		if (trigger.errorHandler() != null) {
			throw Problems.of(ProblemId.CONTRADICTION, handler.describe(),
					"Trigger '" + trigger.name() + "' has two handlers: 'errorHandler' (" + trigger.errorHandler()
							+ ") and the @OnError method " + handler.describe(),
					"Remove one of the two.");
		}
		FailureHandler other = this.found.getOrDefault(trigger.name(), this.listener.handler(trigger.name()));
		if (other != null) {
			throw Problems.of(ProblemId.CONFLICT, handler.describe(), "Both " + other.describe() + " and "
					+ handler.describe() + " handle the failures of trigger '" + trigger.name() + "'",
					"Keep one of them.");
		}
		this.found.put(trigger.name(), handler);
	}

	private @Nullable FailureHandler globalBean() {
		List<String> named = this.names.triggers()
			.stream()
			.map(KnownTrigger::errorHandler)
			.filter(Objects::nonNull)
			.toList();
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
			throw Problems.of(ProblemId.CONFLICT, null, ValueOrigin.DEFAULT,
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
