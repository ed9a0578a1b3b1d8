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
import org.springframework.cache.support.NoOpCache;
import org.springframework.util.Assert;

import dev.triggers.autoconfigure.named.NamedProperties;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.GroupCache;
import dev.triggers.cache.TriggerCacheFactory;
import dev.triggers.cache.backend.BackendGuard;
import dev.triggers.cache.backend.GroupCaches;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.naming.NearestNames;

/**
 * Finds the factories of cache groups, and creates the caches.
 */
final class CacheBackends {

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

	private final CacheFactories factories;

	private final LongSupplier nanoTime;

	private final Map<String, BackendGuard> guards = new HashMap<>();

	private final Set<String> redisCaches = new LinkedHashSet<>();

	CacheBackends(NamedProperties properties, PropertyProblems problems, ConfigurableListableBeanFactory beanFactory,
			LongSupplier nanoTime) {
		this.properties = properties;
		this.problems = problems;
		this.beanFactory = beanFactory;
		this.factories = new CacheFactories(beanFactory);
		this.nanoTime = nanoTime;
	}

	/**
	 * Return whether a type is Redis as it is built in, not a bean of that name.
	 */
	boolean isRedis(String type) {
		return type.equals(DeclaredGroup.REDIS) && this.factories.isBuiltIn(type);
	}

	/**
	 * Report if there is no backend for a group, without creating it.
	 */
	void check(String group, String type, List<String> caches) {
		if (this.factories.name(type) == null) {
			invalid(group, noFactory(group, type), actionWithoutFactory(type));
		}
		if (isRedis(type)) {
			for (int index = 0; index < caches.size(); index++) {
				checkPrefix(group, caches.get(index), this.properties.origin(group, "caches[" + index + "]"));
			}
		}
	}

	/**
	 * Refuse caches in Redis of which one would have the keys of another one.
	 */
	private void checkPrefix(String group, String cache, ValueOrigin origin) {
		for (String other : this.redisCaches) {
			boolean nested = cache.startsWith(other + ":");
			if (nested || other.startsWith(cache + ":")) {
				String outer = nested ? other : cache;
				String inner = nested ? cache : other;
				this.problems.add(ProblemId.DUPLICATE_NAME, origin,
						"Cache '" + cache + "' of cache group '" + group + "' has no keys of its own: those of '"
								+ inner + "' begin with '" + outer + ":' in Redis, as those of '" + outer + "' do",
						"Give one of the two another name.");
			}
		}
		this.redisCaches.add(cache);
	}

	private String noFactory(String group, String type) {
		String subject = "Cache group '" + group + "' ";
		if (MISSING.containsKey(type)) {
			return subject + MISSING.get(type);
		}
		String reason = "is of type '" + type + "', which is neither built in nor a bean";
		if (this.beanFactory.containsBean(type)) {
			Class<?> actual = this.beanFactory.getType(type);
			reason = "is of type '" + type + "', a bean which is not a " + TriggerCacheFactory.class.getName()
					+ ((actual != null) ? " but a " + actual.getName() : "");
		}
		return subject + reason;
	}

	private String actionWithoutFactory(String type) {
		if (TO_ADD.containsKey(type)) {
			return TO_ADD.get(type);
		}
		Set<String> types = this.factories.types();
		String question = NearestNames.question(type, types);
		return (question.isEmpty() ? "" : question + " ") + "Types are " + NearestNames.quote(types, ", ") + ".";
	}

	/**
	 * Create the caches of a group, and report those that cannot be created.
	 * @return the group; without a meaning if anything was reported
	 */
	CacheGroup create(DeclaredGroup group) {
		String factoryName = this.factories.name(group.type());
		Assert.state(factoryName != null, "The group has been checked");
		TriggerCacheFactory factory = this.beanFactory.getBean(factoryName, TriggerCacheFactory.class);
		BackendGuard guard = this.guards.computeIfAbsent(group.type(), (type) -> new BackendGuard(type, this.nanoTime));
		List<GroupCache> caches = new ArrayList<>();
		for (String name : group.caches()) {
			Cache cache = create(group, factory, name);
			caches.add(GroupCaches.of((cache != null) ? cache : new NoOpCache(name), guard));
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
			invalid(group.name(), "Cache '" + name + "' of cache group '" + group.name() + "' cannot be created in '"
					+ group.type() + "': " + reason(ex), "Mend what the reason says, or set 'type' to something else.");
			return null;
		}
	}

	private static String reason(RuntimeException failure) {
		return (failure instanceof IllegalStateException && failure.getMessage() != null) ? failure.getMessage()
				: failure.toString();
	}

	private void invalid(String group, String message, String action) {
		this.problems.add(ProblemId.BEAN, this.properties.origin(group, "type"), message, action);
	}

}
