package dev.triggers.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

import dev.triggers.TriggerFailure;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about methods that cannot be called: TRG-107.
 */
class MethodReportTests {

	private final TriggerReports reports = new TriggerReports();

	@Test
	void staticMethod() {
		record Wars() {

			@IntervalTrigger("10s")
			static void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-107] Method of trigger 'wars.refresh' cannot be called: it is static
				     com.acme.Wars.refresh()

				Action:

				1) Remove 'static'.
				""");
	}

	@Test
	void privateMethodBehindClassProxy() {
		String report = this.reports
			.of((runner) -> runner.withBean("wars", PrivateWars.class).withBean(ClassProxies.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-107] Method of trigger 'wars.refresh' cannot be called: it is private, and the bean is behind a CGLIB proxy, which cannot pass the call on
						     com.acme.PrivateWars.refresh()

						Action:

						1) Make the method at least package-private.
						""");
	}

	@Test
	void finalMethodBehindClassProxy() {
		String report = this.reports
			.of((runner) -> runner.withBean("wars", FinalWars.class).withBean(ClassProxies.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-107] Method of trigger 'wars.refresh' cannot be called: it is final, and the bean is behind a CGLIB proxy, which cannot override it
						     com.acme.FinalWars.refresh()

						Action:

						1) Remove 'final' from the method.
						""");
	}

	@Test
	void methodThatIsNotOnInterfaceOfProxy() {
		String report = this.reports
			.of((runner) -> runner.withBean("wars", InterfaceWars.class).withBean(InterfaceProxies.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-107] Method of trigger 'wars.refresh' cannot be called: the bean is behind a JDK proxy, and no interface of the bean declares the method
						     com.acme.InterfaceWars.refresh()

						Action:

						1) Declare the method in an interface of the bean, or let Spring proxy classes with spring.aop.proxy-target-class=true.
						""");
	}

	@Test
	void prototypeBean() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class, Wars::new,
				(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-107] Method of trigger 'wars.refresh' cannot be called: bean 'wars' has scope 'prototype', so there is no one instance to call
						     com.acme.Wars.refresh()

						Action:

						1) Make 'wars' a singleton, or move the method to a bean that is one.
						""");
	}

	@Test
	void scopedBean() {
		String report = this.reports.of((runner) -> runner.withUserConfiguration(ScopedConfiguration.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-107] Method of trigger 'wars.refresh' cannot be called: bean 'wars' has scope 'thread', so there is no one instance to call
						     com.acme.ScopedWars.refresh()

						Action:

						1) Move the method to a singleton bean, and inject 'wars' there.
						""");
	}

	@Test
	void errorHandlerOfPrototypeBean() {
		record Wars() {

			@OnError
			void failed(TriggerFailure failure) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class, Wars::new,
				(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-107] The @OnError method of bean 'wars' cannot be called: bean 'wars' has scope 'prototype', so there is no one instance to call
						     com.acme.Wars.failed(TriggerFailure)

						Action:

						1) Make 'wars' a singleton, or move the method to a bean that is one.
						""");
	}

	static class PrivateWars {

		@IntervalTrigger("10s")
		private void refresh() {
		}

	}

	static class FinalWars {

		@IntervalTrigger("10s")
		final void refresh() {
		}

	}

	static class InterfaceWars implements Runnable {

		@Override
		public void run() {
		}

		@IntervalTrigger("10s")
		void refresh() {
		}

	}

	static class ClassProxies extends BeanNameAutoProxyCreator {

		ClassProxies() {
			setBeanNames("wars");
			setProxyTargetClass(true);
		}

	}

	static class InterfaceProxies extends BeanNameAutoProxyCreator {

		InterfaceProxies() {
			setBeanNames("wars");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedConfiguration {

		@Bean
		static CustomScopeConfigurer customScopeConfigurer() {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("thread", new SimpleThreadScope());
			return configurer;
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		ScopedWars wars() {
			return new ScopedWars();
		}

	}

	static class ScopedWars {

		@IntervalTrigger("10s")
		void refresh() {
		}

	}

}
