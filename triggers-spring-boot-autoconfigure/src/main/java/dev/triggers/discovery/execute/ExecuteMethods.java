package dev.triggers.discovery.execute;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.util.Assert;

import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.attribute.CallAttributes;
import dev.triggers.discovery.bean.Candidate;
import dev.triggers.discovery.bean.CandidateFinder;
import dev.triggers.discovery.declaration.AnnotatedClasses;
import dev.triggers.discovery.declaration.AnnotatedMethod;
import dev.triggers.discovery.declaration.Declaration;
import dev.triggers.discovery.declaration.DeclarationReader;
import dev.triggers.discovery.method.Conversions;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.discovery.property.TextResolver;

/**
 * All methods of an application whose calls pass limits and retries. Thread-safe.
 *
 * @since 1.0.0
 */
public final class ExecuteMethods {

	private final DeclarationReader declarations = new DeclarationReader();

	private final DirectPass pass = new DirectPass();

	private final CandidateFinder finder;

	private final ExecuteReader reader;

	private final Consumer<ExecuteDefinition> sink;

	private final Map<ExecuteKey, ExecuteMethod> registered = new ConcurrentHashMap<>();

	/**
	 * Create methods.
	 * @param context the application
	 * @param classes knows which classes have annotated methods
	 * @param sink registers a definition
	 */
	public ExecuteMethods(ConfigurableApplicationContext context, AnnotatedClasses classes,
			Consumer<ExecuteDefinition> sink) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		this.finder = new CandidateFinder(beanFactory, classes);
		this.reader = new ExecuteReader(new TextResolver(beanFactory, context.getEnvironment()),
				new CallAttributes(beanFactory), new Conversions(beanFactory),
				new ExecuteObstacles(beanFactory.getBeanClassLoader(),
						ExecutePostProcessor.isProxyTargetClass(context.getEnvironment())),
				this.pass);
		this.sink = sink;
	}

	DirectPass pass() {
		return this.pass;
	}

	/**
	 * Read a method, without registering it.
	 * @param candidate the bean
	 * @param method the method
	 * @param problems gets what is wrong with the method
	 * @return the method, or {@code null} if it has no {@code @Execute}
	 */
	public @Nullable ExecuteMethod read(Candidate candidate, AnnotatedMethod method, Problems problems) {
		Declaration declaration = method.execute();
		return (declaration != null) ? this.reader.read(candidate, method.method(), declaration, problems) : null;
	}

	/**
	 * Find the definition of a method that is called, perhaps before the methods of its
	 * bean are registered.
	 * @param key the method
	 * @param bean its bean
	 * @return the definition
	 * @throws InvalidTriggerException if the method is not valid
	 */
	ExecuteDefinition find(ExecuteKey key, Object bean) {
		ExecuteMethod method = this.registered.get(key);
		if (method == null) {
			Problems problems = new Problems();
			method = read(key, bean, problems);
			problems.throwIfAny();
		}
		Assert.state(method != null && method.definition() != null, () -> "There is no @Execute on " + key.method());
		return method.definition();
	}

	private @Nullable ExecuteMethod read(ExecuteKey key, Object bean, Problems problems) {
		Candidate candidate = this.finder.find(key.bean(), bean);
		if (candidate == null) {
			return null;
		}
		return this.declarations.read(candidate.bean().name(), candidate.bean().type(), Ordered.LOWEST_PRECEDENCE)
			.stream()
			.filter((method) -> isSame(method.method(), key.method()))
			.map((method) -> read(candidate, method, problems))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static boolean isSame(Method method, Method other) {
		return method.getName().equals(other.getName())
				&& List.of(method.getParameterTypes()).equals(List.of(other.getParameterTypes()));
	}

	/**
	 * Collect names that are used more than once.
	 * @param found methods that were read and are not registered
	 * @param problems gets what is wrong
	 */
	public void checkNames(Collection<ExecuteMethod> found, Problems problems) {
		Map<String, List<ExecuteMethod>> byName = Stream.concat(this.registered.values().stream(), found.stream())
			.collect(Collectors.groupingBy(ExecuteMethod::name, LinkedHashMap::new, Collectors.toList()));
		byName.values().stream().filter((same) -> same.size() > 1).forEach((same) -> problems.attempt(() -> {
			throw conflict(same, byName.keySet());
		}));
	}

	private static InvalidTriggerException conflict(List<ExecuteMethod> same, Collection<String> taken) {
		ExecuteMethod last = same.get(same.size() - 1);
		String name = last.name();
		String free = last.declaration().member().defaultName();
		for (int number = 2; taken.contains(free); number++) {
			free = name + "-" + number;
		}
		List<String> places = same.stream().map(ExecuteMethod::where).toList();
		boolean oneAnnotation = same.stream().map((method) -> method.key().method()).distinct().count() == 1;
		return Problems.of(ProblemId.CONFLICT, last.declaration().member().description(),
				"Name '" + name + "' is used by " + same.size() + " @Execute methods: " + String.join(" and ", places),
				oneAnnotation
						? "Remove the name, as the default name has that of the bean, or register one bean of the class."
						: "Give one of them another name, such as '" + free + "'.");
	}

	/**
	 * Register methods that are valid.
	 * @param found the methods
	 */
	public void register(Collection<ExecuteMethod> found) {
		List<ExecuteDefinition> definitions = new ArrayList<>();
		for (ExecuteMethod method : found) {
			if (method.definition() != null) {
				this.registered.put(method.key(), method);
				definitions.add(method.definition());
			}
		}
		definitions.forEach(this.sink);
	}

}
