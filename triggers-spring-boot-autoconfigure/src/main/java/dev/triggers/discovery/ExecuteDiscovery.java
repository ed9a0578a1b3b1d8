package dev.triggers.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;

import dev.triggers.discovery.bean.Candidate;
import dev.triggers.discovery.bean.CandidateFinder;
import dev.triggers.discovery.declaration.DeclarationReader;
import dev.triggers.discovery.execute.ExecuteMethod;
import dev.triggers.discovery.execute.ExecuteMethods;
import dev.triggers.discovery.problem.Problems;

/**
 * Finds the methods with {@code @Execute} of an application whose triggers are disabled:
 * their limits and retries still hold. Thread-safe.
 *
 * @since 1.0.0
 */
public final class ExecuteDiscovery implements SmartInitializingSingleton {

	private final TriggerBeanPostProcessor postProcessor;

	private final ExecuteMethods executes;

	private final CandidateFinder finder;

	private final DeclarationReader reader = new DeclarationReader();

	private final Set<String> processed = ConcurrentHashMap.newKeySet();

	/**
	 * Create a discovery.
	 * @param postProcessor notices beans
	 * @param beanFactory has the beans
	 * @param executes gets the methods
	 */
	public ExecuteDiscovery(TriggerBeanPostProcessor postProcessor, ConfigurableListableBeanFactory beanFactory,
			ExecuteMethods executes) {
		this.postProcessor = postProcessor;
		this.executes = executes;
		this.finder = new CandidateFinder(beanFactory, postProcessor.classes());
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<Candidate> candidates = new ArrayList<>(this.finder.findAll(this.postProcessor.seen()));
		candidates.forEach((candidate) -> this.processed.add(candidate.key()));
		// beans inside the definition of another bean
		this.postProcessor.seen().forEach((key, bean) -> {
			Candidate candidate = find(key, bean);
			if (candidate != null) {
				candidates.add(candidate);
			}
		});
		register(candidates);
		this.postProcessor.forwardTo(this::beanCreated).forEach(this::beanCreated);
	}

	private @Nullable Candidate find(String key, Object bean) {
		return this.processed.add(key) ? this.finder.find(key, bean) : null;
	}

	private void beanCreated(String key, Object bean) {
		Candidate candidate = find(key, bean);
		if (candidate == null) {
			return;
		}
		try {
			register(List.of(candidate));
		}
		catch (RuntimeException ex) {
			// the bean is not created, so the next attempt has to fail as well
			this.processed.remove(key);
			throw ex;
		}
	}

	private void register(Collection<Candidate> candidates) {
		Problems problems = new Problems();
		List<ExecuteMethod> found = candidates.stream()
			.flatMap((candidate) -> this.reader
				.read(candidate.bean().name(), candidate.bean().type(), Ordered.LOWEST_PRECEDENCE)
				.stream()
				.map((method) -> this.executes.read(candidate, method, problems)))
			.filter((method) -> method != null)
			.toList();
		this.executes.checkNames(found, problems);
		problems.throwIfAny();
		this.executes.register(found);
	}

}
