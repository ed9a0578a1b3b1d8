package dev.triggers.discovery.execute;

import java.lang.reflect.Method;

import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AbstractPointcutAdvisor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;

import dev.triggers.discovery.declaration.AnnotatedClasses;
import dev.triggers.discovery.declaration.DeclarationReader;

/**
 * Advisor for methods with an {@code @Execute}.
 */
final class ExecuteAdvisor extends AbstractPointcutAdvisor {

	private final transient Pointcut pointcut;

	private final transient MethodInterceptor interceptor;

	private ExecuteAdvisor(Pointcut pointcut, MethodInterceptor interceptor) {
		this.pointcut = pointcut;
		this.interceptor = interceptor;
	}

	/**
	 * Return an advisor that only knows the methods.
	 */
	static ExecuteAdvisor of(AnnotatedClasses classes) {
		return new ExecuteAdvisor(new ExecutePointcut(classes), MethodInvocation::proceed);
	}

	/**
	 * Return an advisor for the same methods, with the interceptor of a bean.
	 */
	ExecuteAdvisor with(MethodInterceptor interceptor) {
		return new ExecuteAdvisor(this.pointcut, interceptor);
	}

	@Override
	public Pointcut getPointcut() {
		return this.pointcut;
	}

	@Override
	public Advice getAdvice() {
		return this.interceptor;
	}

	/**
	 * Methods that are annotated, or override one that is.
	 */
	private static final class ExecutePointcut extends StaticMethodMatcherPointcut {

		ExecutePointcut(AnnotatedClasses classes) {
			setClassFilter(classes::isCandidate);
		}

		@Override
		public boolean matches(Method method, Class<?> targetClass) {
			return DeclarationReader.isExecute(AopUtils.getMostSpecificMethod(method, targetClass));
		}

	}

}
