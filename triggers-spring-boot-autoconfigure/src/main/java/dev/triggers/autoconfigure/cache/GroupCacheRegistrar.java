package dev.triggers.autoconfigure.cache;

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cache.Cache;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Lets each cache of a group be injected by its name, as in
 * {@code @Qualifier("players") Cache}. Without the qualifier nobody gets one, so that
 * Spring Boot does not make a cache manager of them.
 */
class GroupCacheRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	GroupCacheRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClassMetadata, BeanDefinitionRegistry registry) {
		for (String name : names()) {
			RootBeanDefinition definition = new RootBeanDefinition();
			definition.setTargetType(Cache.class);
			definition.setFactoryBeanName(TriggersCacheAutoConfiguration.GROUPS);
			definition.setFactoryMethodName("cache");
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
			definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
			definition.setDefaultCandidate(false);
			definition.setLazyInit(true);
			registry.registerBeanDefinition("triggersCache." + name, definition);
		}
	}

	private Set<String> names() {
		Set<String> names = new LinkedHashSet<>();
		for (String group : OnCacheGroupsCondition.groups(this.environment).keySet()) {
			Binder.get(this.environment)
				.bind(OnCacheGroupsCondition.PREFIX + "[" + group + "].caches", Bindable.listOf(String.class))
				.ifBound(names::addAll);
		}
		return names;
	}

}
