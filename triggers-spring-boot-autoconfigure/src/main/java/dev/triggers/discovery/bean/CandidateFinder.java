package dev.triggers.discovery.bean;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import dev.triggers.discovery.declaration.AnnotatedClasses;
import dev.triggers.discovery.method.BeanReference;

/**
 * Finds the beans of one bean factory, not of its parents, whose classes have annotated
 * methods. No bean is created.
 *
 * @since 1.0.0
 */
public class CandidateFinder {

	private static final String SCOPED_TARGET = "scopedTarget.";

	private final ConfigurableListableBeanFactory beanFactory;

	private final AnnotatedClasses classes;

	/**
	 * Create a finder.
	 * @param beanFactory has the beans
	 * @param classes knows which classes have annotated methods
	 */
	public CandidateFinder(ConfigurableListableBeanFactory beanFactory, AnnotatedClasses classes) {
		this.beanFactory = beanFactory;
		this.classes = classes;
	}

	/**
	 * Find all beans, in the order of their registration.
	 * @param seen beans that the post-processor has seen, by key
	 * @return the beans
	 */
	public List<Candidate> findAll(Map<String, Object> seen) {
		List<Candidate> candidates = new ArrayList<>();
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			if (!this.beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(name))) {
				addAll(candidates, name, seen);
			}
		}
		for (String name : this.beanFactory.getSingletonNames()) {
			if (!this.beanFactory.containsBeanDefinition(name)) {
				addAll(candidates, name, seen);
			}
		}
		return candidates;
	}

	private void addAll(List<Candidate> candidates, String name, Map<String, Object> seen) {
		Object singleton = this.beanFactory.containsSingleton(name) ? this.beanFactory.getSingleton(name) : null;
		boolean factory = (singleton != null) ? singleton instanceof FactoryBean : isFactoryBean(name);
		if (!factory) {
			add(candidates, name, (singleton != null) ? singleton : seen.get(name));
		}
		else {
			add(candidates, BeanFactory.FACTORY_BEAN_PREFIX + name, singleton);
			add(candidates, name, seen.get(name));
		}
	}

	private boolean isFactoryBean(String name) {
		return !isAbstract(name) && this.beanFactory.isFactoryBean(name);
	}

	private boolean isAbstract(String name) {
		return this.beanFactory.containsBeanDefinition(name) && this.beanFactory.getBeanDefinition(name).isAbstract();
	}

	private void add(List<Candidate> candidates, String key, @Nullable Object instance) {
		Candidate candidate = find(key, instance);
		if (candidate != null) {
			candidates.add(candidate);
		}
	}

	/**
	 * Look at one bean.
	 * @param key the key of the bean
	 * @param instance the bean, or {@code null} if it does not exist yet
	 * @return the bean, or {@code null} if it has no annotated methods
	 */
	public @Nullable Candidate find(String key, @Nullable Object instance) {
		Class<?> type = (instance != null) ? ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(instance))
				: predict(key);
		if (type == null || instance instanceof AopInfrastructureBean
				|| AopInfrastructureBean.class.isAssignableFrom(type) || !this.classes.isCandidate(type)) {
			return null;
		}
		String scope = scope(key);
		Object target = (scope != null) ? null : instance;
		return new Candidate(key, new BeanReference(name(key, type), key, type, target, this.beanFactory), scope);
	}

	/**
	 * Return the name by which a developer knows a bean. The name of a bean inside
	 * another one is new at every start, so that its class has to stand for it.
	 */
	private String name(String key, Class<?> type) {
		String name = BeanFactoryUtils.transformedBeanName(key);
		return this.beanFactory.containsLocalBean(name) ? StringUtils.replace(name, SCOPED_TARGET, "")
				: StringUtils.uncapitalizeAsProperty(ClassUtils.getShortName(type));
	}

	private @Nullable Class<?> predict(String key) {
		if (isAbstract(key)) {
			return null;
		}
		// the class that is kept for a bean with a proxy is that of a factory, not of its
		// product
		Class<?> type = this.beanFactory.isFactoryBean(key) ? this.beanFactory.getType(key, false)
				: AutoProxyUtils.determineTargetClass(this.beanFactory, key);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	/**
	 * Return the scope of a bean that is not a singleton of this bean factory.
	 */
	private @Nullable String scope(String key) {
		String name = BeanFactoryUtils.transformedBeanName(key);
		if (!this.beanFactory.containsBeanDefinition(name)) {
			return null;
		}
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
		if (!definition.isSingleton()) {
			return definition.isPrototype() ? BeanDefinition.SCOPE_PROTOTYPE : definition.getScope();
		}
		boolean product = key.equals(name) && this.beanFactory.containsSingleton(name)
				&& this.beanFactory.getSingleton(name) instanceof FactoryBean;
		return (product && !this.beanFactory.isSingleton(name)) ? BeanDefinition.SCOPE_PROTOTYPE : null;
	}

}
