package dev.triggers.discovery.execute;

import java.lang.reflect.Modifier;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

import dev.triggers.call.CallGuard;
import dev.triggers.discovery.declaration.AnnotatedClasses;

/**
 * Gives proxies to beans whose methods have an {@code @Execute}.
 * <p>
 * Limits and retries are around all other advice, so that each attempt is a transaction
 * of its own. It comes before the post-processor that notices triggers, so that triggers
 * call the proxy. It creates no other bean, so that it can be declared by a
 * {@code static} bean method.
 *
 * @since 1.0.0
 */
public final class ExecutePostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private final transient ExecuteAdvisor template;

	private final transient ObjectProvider<ExecuteMethods> methods;

	private final transient ObjectProvider<CallGuard> guard;

	/**
	 * Create a post-processor.
	 * @param classes knows which classes have annotated methods
	 * @param methods knows the definitions of methods
	 * @param guard makes the calls
	 * @param environment says whether to make proxies of classes
	 */
	public ExecutePostProcessor(AnnotatedClasses classes, ObjectProvider<ExecuteMethods> methods,
			ObjectProvider<CallGuard> guard, Environment environment) {
		this.template = ExecuteAdvisor.of(classes);
		this.advisor = this.template;
		this.methods = methods;
		this.guard = guard;
		setBeforeExistingAdvisors(true);
		setProxyTargetClass(isProxyTargetClass(environment));
		setOrder(LOWEST_PRECEDENCE - 1);
		// the advisor of each proxy is replaced, whatever the default of the application
		// is
		setOpaque(false);
		setFrozen(false);
	}

	static boolean isProxyTargetClass(Environment environment) {
		return environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Object result = super.postProcessAfterInitialization(bean, beanName);
		if (result instanceof Advised advised && advised.indexOf(this.template) >= 0) {
			// an interceptor of its own, as only here it is known which bean it is
			String key = (bean instanceof FactoryBean) ? BeanFactory.FACTORY_BEAN_PREFIX + beanName : beanName;
			advised.replaceAdvisor(this.template,
					this.template.with(new ExecuteInterceptor(key, result, this.methods, this.guard)));
		}
		return result;
	}

	/**
	 * Leave alone what can have no proxy; it is reported with all other problems.
	 */
	@Override
	protected boolean isEligible(Object bean, String beanName) {
		boolean impossible = Modifier.isFinal(bean.getClass().getModifiers())
				&& ExecuteObstacles.isProxiedByClass(bean.getClass(), isProxyTargetClass());
		return !impossible && super.isEligible(bean, beanName);
	}

}
