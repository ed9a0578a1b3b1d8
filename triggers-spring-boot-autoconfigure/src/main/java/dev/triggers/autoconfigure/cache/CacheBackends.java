package dev.triggers.autoconfigure.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.Cache;
import org.springframework.util.Assert;

import dev.triggers.autoconfigure.named.NamedProperties;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.GroupCache;
import dev.triggers.cache.TriggerCacheFactory;
import dev.triggers.cache.backend.BackendGuard;
import dev.triggers.cache.backend.GroupCaches;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.naming.NearestNames;

/**
 * Finds the factories of cache groups, and creates the caches.
 */
final class CacheBackends {

	/**
	 * Names of the beans that are built in, by type.
	 */
	private static final Map<String, String> BUILT_IN = Map.of(DeclaredGroup.CAFFEINE,
			TriggersCacheAutoConfiguration.CAFFEINE_FACTORY, DeclaredGroup.REDIS,
			TriggersCacheAutoConfiguration.REDIS_FACTORY);

	private static final Map<String, String> MISSING = Map.of(DeclaredGroup.CAFFEINE,
			"needs Caffeine and Spring's support for it, which are not on the class path", DeclaredGroup.REDIS,
			"needs Spring Data Redis, which is not on the class path");

	private static final Map<String, String> TO_ADD = Map.of(DeclaredGroup.CAFFEINE,
			"Add com.github.ben-manes.caffeine:caffeine and org.springframework.boot:spring-boot-starter-cache, "
					+ "or set 'type' to something else.",
			DeclaredGroup.REDIS,
			"Add org.springframework.boot:spring-boot-starter-data-redis, or set 'type' to something else.");

	private final NamedProperties properties;

	private final PropertyProblems problems;

	private final ConfigurableListableBeanFactory beanFactory;

	private final LongSupplier nanoTime;

	private final Map<String, BackendGuard> guards = new HashMap<>();

	private final Set<String> redisCaches = new LinkedHashSet<>();

	CacheBackends(NamedProperties properties, PropertyProblems problems, ConfigurableListableBeanFactory beanFactory,
			LongSupplier nanoTime) {
		this.properties = properties;
		this.problems = problems;
		this.beanFactory = beanFactory;
		this.nanoTime = nanoTime;
	}

	/**
	 * Report if there is no backend for a group, without creating it.
	 */
	void check(DeclaredGroup group) {
		if (factoryName(group.type()) == null) {
			invalid(group, "type", noFactory(group), actionWithoutFactory(group));
		}
		if (group.type().equals(DeclaredGroup.REDIS)) {
			group.caches().forEach((cache) -> checkPrefix(group, cache));
		}
	}

	/**
	 * Refuse caches in Redis of which one would have the keys of another one.
	 */
	private void checkPrefix(DeclaredGroup group, String cache) {
		for (String other : this.redisCaches) {
			boolean nested = cache.startsWith(other + ":");
			if (nested || other.startsWith(cache + ":")) {
				String outer = nested ? other : cache;
				String inner = nested ? cache : other;
				String place = "caches[" + group.caches().indexOf(cache) + "]";
				this.problems.add(ProblemId.DUPLICATE_NAME, this.properties.origin(group.name(), place),
						"Cache '" + cache + "' of cache group '" + group.name() + "' has no keys of its own: those of '"
								+ inner + "' begin with '" + outer + ":' in Redis, as those of '" + outer + "' do",
						"Give one of the two another name.");
			}
		}
		this.redisCaches.add(cache);
	}

	private @Nullable String factoryName(String type) {
		for (String name : List.of(type, BUILT_IN.getOrDefault(type, type))) {
			if (this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, TriggerCacheFactory.class)) {
				return name;
			}
		}
		return null;
	}

	private String noFactory(DeclaredGroup group) {
		String subject = "Cache group '" + group.name() + "' ";
		if (MISSING.containsKey(group.type())) {
			return subject + MISSING.get(group.type());
		}
		String reason = "is of type '" + group.type() + "', which is neither built in nor a bean";
		if (this.beanFactory.containsBean(group.type())) {
			Class<?> actual = this.beanFactory.getType(group.type());
			reason = "is of type '" + group.type() + "', a bean which is not a " + TriggerCacheFactory.class.getName()
					+ ((actual != null) ? " but a " + actual.getName() : "");
		}
		return subject + reason;
	}

	private String actionWithoutFactory(DeclaredGroup group) {
		if (TO_ADD.containsKey(group.type())) {
			return TO_ADD.get(group.type());
		}
		Set<String> types = new LinkedHashSet<>(List.of(DeclaredGroup.CAFFEINE, DeclaredGroup.REDIS));
		for (String name : this.beanFactory.getBeanNamesForType(TriggerCacheFactory.class, true, false)) {
			if (!BUILT_IN.containsValue(name)) {
				types.add(name);
			}
		}
		String question = NearestNames.question(group.type(), types);
		return (question.isEmpty() ? "" : question + " ") + "Types are " + NearestNames.quote(types, ", ") + ".";
	}

	/**
	 * Create the caches of a group.
	 * @return the group, or {@code null} if any cache cannot be created
	 */
	@Nullable CacheGroup create(DeclaredGroup group) {
		String factoryName = factoryName(group.type());
		Assert.state(factoryName != null, "The group has been checked");
		TriggerCacheFactory factory = this.beanFactory.getBean(factoryName, TriggerCacheFactory.class);
		BackendGuard guard = this.guards.computeIfAbsent(group.type(), (type) -> new BackendGuard(type, this.nanoTime));
		List<GroupCache> caches = new ArrayList<>();
		for (String name : group.caches()) {
			Cache cache = create(group, factory, name);
			if (cache == null) {
				return null;
			}
			caches.add(GroupCaches.of(cache, guard));
		}
		return new CacheGroup(group.name(), group.type(), group.settings(), caches);
	}

	private @Nullable Cache create(DeclaredGroup group, TriggerCacheFactory factory, String name) {
		try {
			Cache cache = factory.create(name, group.settings());
			Assert.state(cache != null, "the factory returned null");
			Assert.state(name.equals(cache.getName()),
					() -> "the factory returned a cache of another name, '" + cache.getName() + "'");
			return cache;
		}
		catch (RuntimeException ex) {
			invalid(group, "type", "Cache '" + name + "' of cache group '" + group.name() + "' cannot be created in '"
					+ group.type() + "': " + reason(ex), "Mend what the reason says, or set 'type' to something else.");
			return null;
		}
	}

	private static String reason(RuntimeException failure) {
		return (failure instanceof IllegalStateException && failure.getMessage() != null) ? failure.getMessage()
				: failure.toString();
	}

	private void invalid(DeclaredGroup group, String setting, String message, String action) {
		this.problems.add(ProblemId.BEAN, this.properties.origin(group.name(), setting), message, action);
	}

}
