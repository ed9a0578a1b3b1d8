package dev.triggers.autoconfigure.cache;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
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
		Binder.get(this.environment)
			.bindOrCreate("triggers.cache", TriggersCacheProperties.class)
			.groups()
			.values()
			.stream()
			.flatMap((group) -> group.caches().stream())
			.distinct()
			.forEach((name) -> registry.registerBeanDefinition("triggersCache." + name, definition(name)));
	}

	private static RootBeanDefinition definition(String name) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(Cache.class);
		definition.setFactoryBeanName(TriggersCacheAutoConfiguration.GROUPS);
		definition.setFactoryMethodName("cache");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.setDefaultCandidate(false);
		definition.setLazyInit(true);
		return definition;
	}

}
