package dev.triggers.discovery;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.GenericApplicationContext;

import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerDiscovery}: which kinds of beans are looked at.
 */
class TriggerBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class);

	@Test
	void callsMethodThroughClassProxy() {
		this.runner.withBean("wars", Wars.class)
			.withBean(Interceptors.class, () -> new Interceptors(true))
			.run((context) -> {
				assertThat(AopUtils.isCglibProxy(context.getBean("wars"))).isTrue();
				assertThat(context.getBean(Collected.class).get("wars.refresh").work().target().call(null))
					.isEqualTo(1);
				assertThat(Interceptors.CALLS).hasValue(1);
			});
	}

	@Test
	void callsMethodThroughInterfaceProxy() {
		this.runner.withBean("wars", WarsOfInterface.class)
			.withBean(Interceptors.class, () -> new Interceptors(false))
			.run((context) -> {
				assertThat(AopUtils.isJdkDynamicProxy(context.getBean("wars"))).isTrue();
				context.getBean(Collected.class).get("wars.refresh").work().target().call(null);
				assertThat(Interceptors.CALLS).hasValue(1);
			});
	}

	@Test
	void findsMethodsOfConfigurationClasses() {
		this.runner.withUserConfiguration(ConfigurationWithTrigger.class).run((context) -> {
			Collected collected = context.getBean(Collected.class);
			assertThat(collected.names()).hasSize(1).first().asString().endsWith(".refresh");
			assertThat(collected.get(collected.names().get(0)).work().target().describe())
				.isEqualTo(ConfigurationWithTrigger.class.getName() + ".refresh()");
			assertThat(collected.get(collected.names().get(0)).work().target().call(null)).isEqualTo("one");
		});
	}

	@Test
	void callsPrivateMethodOfBeanWithoutProxy() {
		this.runner.withBean("wars", PrivateWars.class)
			.run((context) -> assertThat(
					context.getBean(Collected.class).get("wars.refresh").work().target().call(null))
				.isEqualTo("private"));
	}

	@Test
	void lazyBeanIsCreatedByItsFirstCall() {
		this.runner.withUserConfiguration(LazyConfiguration.class).run((context) -> {
			TriggerDefinition definition = context.getBean(Collected.class).get("wars.refresh");
			assertThat(context.getBeanFactory().containsSingleton("wars")).isFalse();
			assertThat(definition.work().target().call(null)).isEqualTo(1);
			assertThat(definition.work().target().call(null)).isEqualTo(2);
			assertThat(context.getBeanFactory().containsSingleton("wars")).isTrue();
			assertThat(context.getBean(Collected.class).names()).containsExactly("wars.refresh");
		});
	}

	@Test
	void findsTriggersWhenAllBeansAreLazy() {
		SpringApplicationBuilder application = new SpringApplicationBuilder(DiscoveryConfiguration.class,
				WarsConfiguration.class)
			.web(WebApplicationType.NONE)
			.lazyInitialization(true);
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.getBeanFactory().containsSingleton("wars")).isFalse();
			assertThat(context.getBean(Collected.class).names()).containsExactly("wars.refresh");
		}
	}

	@Test
	void findsProductOfFactoryBeanAndFactoryBeanItself() {
		this.runner.withBean("wars", WarsFactory.class).run((context) -> {
			Collected collected = context.getBean(Collected.class);
			assertThat(collected.names()).containsExactly("wars.refill", "wars.refresh");
			assertThat(collected.get("wars.refill").work().target().call(null)).isEqualTo("refilled");
			assertThat(collected.get("wars.refresh").work().target().call(null)).isEqualTo(1);
			context.getBean("wars");
			assertThat(collected.names()).hasSize(2);
		});
	}

	@Test
	void productOfFactoryBeanThatIsNoSingletonIsRefused() {
		this.runner.withBean("wars", PrototypeFactory.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("[TRG-107] Method of trigger 'wars.refresh' cannot be called: bean 'wars' has scope"
						+ " 'prototype', so there is no one instance to call"));
	}

	@Test
	void findsManuallyRegisteredSingletons() {
		this.runner.withInitializer((context) -> context.getBeanFactory().registerSingleton("wars", new Wars()))
			.run((context) -> assertThat(context.getBean(Collected.class).names()).containsExactly("wars.refresh"));
	}

	@Test
	void findsInnerBeans() {
		this.runner.withInitializer((context) -> {
			RootBeanDefinition outer = new RootBeanDefinition(Outer.class);
			outer.getConstructorArgumentValues().addGenericArgumentValue(new RootBeanDefinition(Wars.class));
			((GenericApplicationContext) context).registerBeanDefinition("outer", outer);
		})
			.run((context) -> assertThat(context.getBean(Collected.class).names())
				.containsExactly("triggerBeansTests.Wars.refresh"));
	}

	@Test
	void scopedProxyIsNotTakenForATrigger() {
		this.runner.withUserConfiguration(ScopedPlainConfiguration.class)
			.run((context) -> assertThat(context.getBean(Collected.class).names()).isEmpty());
	}

	static class Plain {

		@Deprecated
		void refresh() {
		}

	}

	static class Wars {

		private int calls;

		@IntervalTrigger("10s")
		int refresh() {
			return ++this.calls;
		}

	}

	static class PrivateWars {

		@IntervalTrigger("10s")
		private String refresh() {
			return "private";
		}

	}

	interface Refreshable {

		void refresh();

	}

	static class WarsOfInterface implements Refreshable {

		@Override
		@IntervalTrigger("10s")
		public void refresh() {
		}

	}

	record Outer(Object inner) {

	}

	static class WarsFactory implements FactoryBean<Wars> {

		@IntervalTrigger("10s")
		String refill() {
			return "refilled";
		}

		@Override
		public Wars getObject() {
			return new Wars();
		}

		@Override
		public Class<?> getObjectType() {
			return Wars.class;
		}

	}

	@Configuration(proxyBeanMethods = true)
	static class ConfigurationWithTrigger {

		@Bean
		String one() {
			return "one";
		}

		@IntervalTrigger("10s")
		String refresh() {
			return one();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WarsConfiguration {

		@Bean
		Wars wars() {
			return new Wars();
		}

	}

	static class PrototypeFactory implements FactoryBean<Wars> {

		@Override
		public Wars getObject() {
			return new Wars();
		}

		@Override
		public Class<?> getObjectType() {
			return Wars.class;
		}

		@Override
		public boolean isSingleton() {
			return false;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyConfiguration {

		@Bean
		@Lazy
		Wars wars() {
			return new Wars();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedPlainConfiguration {

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Plain plain() {
			return new Plain();
		}

	}

	static class Interceptors extends BeanNameAutoProxyCreator {

		static final AtomicInteger CALLS = new AtomicInteger();

		Interceptors(boolean proxyTargetClass) {
			CALLS.set(0);
			setBeanNames("wars");
			setProxyTargetClass(proxyTargetClass);
		}

		@Override
		protected Object[] getAdvicesAndAdvisorsForBean(Class<?> type, String name, TargetSource source) {
			return name.equals("wars") ? new Object[] {
					(MethodBeforeAdvice) (Method method, Object[] arguments, Object target) -> CALLS.incrementAndGet() }
					: DO_NOT_PROXY;
		}

	}

}
