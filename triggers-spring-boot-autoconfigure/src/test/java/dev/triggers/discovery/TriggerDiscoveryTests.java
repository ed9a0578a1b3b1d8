package dev.triggers.discovery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import dev.triggers.TriggerErrorHandler;
import dev.triggers.TriggerSpec;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TriggerDiscovery}: what is registered, when and in what order.
 */
@ExtendWith(OutputCaptureExtension.class)
class TriggerDiscoveryTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class);

	@Test
	void findsMethodsOfBeans() {
		this.runner.withBean("wars", Wars.class).run((context) -> {
			TriggerDefinition definition = context.getBean(Collected.class).get("wars.refresh");
			assertThat(definition.schedule().expression()).isEqualTo("10s");
			assertThat(definition.work().target().describe()).isEqualTo(Wars.class.getName() + ".refresh()");
		});
	}

	@Test
	void findsNothingInApplicationWithoutTriggers() {
		this.runner.withBean(Plain.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Collected.class).names()).isEmpty();
		});
	}

	@Test
	void ordersByAnnotationsThenByRegistration() {
		this.runner.withBean("wars", Wars.class)
			.withBean("clans", Wars.class)
			.withBean("urgent", UrgentWars.class)
			.withUserConfiguration(OrderedConfiguration.class)
			.run((context) -> assertThat(context.getBean(Collected.class).names()).containsExactly("urgent.first",
					"spec", "ordered.refresh", "urgent.refresh", "wars.refresh", "clans.refresh"));
	}

	@Test
	void childRegistersItsOwnBeansOnly() {
		this.runner.withBean("wars", Wars.class)
			.run((parent) -> this.runner.withParent(parent).withBean("clans", Wars.class).run((child) -> {
				assertThat(child.getBean(Collected.class).names()).containsExactly("clans.refresh");
				assertThat(parent.getBean(Collected.class).names()).containsExactly("wars.refresh");
			}));
	}

	@Test
	void childDoesNotWarnAboutPropertiesOfTheParent(CapturedOutput output) {
		this.runner.withBean("wars", Wars.class)
			.withPropertyValues("triggers.instances.wars.refresh.count=1")
			.run((parent) -> this.runner.withParent(parent)
				.withPropertyValues("triggers.instances.wars.refresh.count=1")
				.run((child) -> {
					assertThat(child).hasNotFailed();
					assertThat(output).doesNotContain("TRG-202");
				}));
	}

	@Test
	void beanOfChildWithoutDiscoveryIsNotRegisteredInParent() {
		this.runner.withBean("wars", Wars.class)
			.run((parent) -> new ApplicationContextRunner().withParent(parent)
				.withBean("clans", Wars.class)
				.run((child) -> assertThat(parent.getBean(Collected.class).names()).containsExactly("wars.refresh")));
	}

	@Test
	void beanThatIsCreatedLaterIsRegisteredAtOnce() {
		this.runner.run((context) -> {
			GenericApplicationContext application = (GenericApplicationContext) context.getSourceApplicationContext();
			application.registerBean("wars", Wars.class);
			assertThat(context.getBean(Collected.class).names()).isEmpty();
			application.getBean("wars");
			assertThat(context.getBean(Collected.class).names()).containsExactly("wars.refresh");
			application.getBeanFactory().destroyBean(application.getBean("wars"));
		});
	}

	@Test
	void errorHandlerOfTheContextGoesBeforeThatOfItsParent() {
		this.runner.withBean("mailer", TriggerErrorHandler.class, () -> (failure) -> {
		})
			.run((parent) -> this.runner.withParent(parent)
				.withBean("pager", TriggerErrorHandler.class, () -> (failure) -> {
				})
				.run((child) -> assertThat(child).hasNotFailed()));
	}

	@Test
	void invalidBeanThatIsCreatedLaterCannotBeCreated() {
		this.runner.withBean("wars", Wars.class).run((context) -> {
			GenericApplicationContext application = (GenericApplicationContext) context.getSourceApplicationContext();
			application.registerBean("late", LateWars.class);
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> application.getBean("late"))
				.havingCause()
				.isInstanceOf(InvalidTriggerException.class)
				.withMessage("[TRG-105] Name 'wars.refresh' is used by 2 triggers: " + Wars.class.getName()
						+ ".refresh() and " + LateWars.class.getName() + ".refresh() (bean 'late')");
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> application.getBean("late"));
			assertThat(context.getBean(Collected.class).names()).containsExactly("wars.refresh");
		});
	}

	@Test
	void nothingIsRegisteredWhenOneTriggerIsInvalid() {
		Collected collected = new Collected();
		this.runner.withBean("wars", Wars.class)
			.withBean("late", LateWars.class)
			.withAllowBeanDefinitionOverriding(true)
			.withBean("collected", Collected.class, () -> collected)
			.run((context) -> {
				assertThat(context).getFailure().isInstanceOf(InvalidTriggerException.class);
				assertThat(collected.names()).isEmpty();
			});
	}

	@Test
	void disabledTriggersAreRememberedWithTheOrigin() {
		this.runner.withBean("wars", Wars.class)
			.withBean("clans", DisabledClans.class)
			.withPropertyValues("triggers.instances.wars.refresh.enabled=false")
			.run((context) -> {
				assertThat(context.getBean(Collected.class).names()).isEmpty();
				assertThat(context.getBean(TriggerDiscovery.class).disabled())
					.extracting((disabled) -> disabled.name() + " by " + disabled.origin())
					.containsExactly("wars.refresh by property 'triggers.instances.wars.refresh.enabled'"
							+ " - property source 'test'", "clans.sync by annotation");
			});
	}

	@Test
	void invalidTriggerThatIsDisabledDoesNoHarm() {
		this.runner.withBean("wars", Wars.class)
			.withPropertyValues("triggers.instances.wars.refresh.every=nonsense",
					"triggers.instances.wars.refresh.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void specIsDefinedWithItsProperties() {
		this.runner.withBean("wars", Wars.class)
			.withPropertyValues("triggers.instances.extra.count=3")
			.run((context) -> {
				TriggerDiscovery discovery = context.getBean(TriggerDiscovery.class);
				TriggerDefinition definition = discovery
					.define(TriggerSpec.named("extra").every("10s").count(5).execute(() -> {
					}));
				assertThat(definition.execution().count()).isEqualTo(3);
				assertThat(definition.documentation().origin("every")).hasToString("code");
				assertThatExceptionOfType(InvalidTriggerException.class)
					.isThrownBy(() -> discovery.define(TriggerSpec.named("wars.refresh").every("1s").execute(() -> {
					})))
					.withMessageStartingWith("[TRG-105] Name 'wars.refresh' is used by 2 triggers");
			});
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

	static class LateWars {

		@IntervalTrigger(every = "10s", name = "wars.refresh")
		void refresh() {
		}

	}

	static class DisabledClans {

		@CronTrigger("-")
		void sync() {
		}

	}

	@Order(2)
	static class UrgentWars {

		@IntervalTrigger("10s")
		void refresh() {
		}

		@Order(Ordered.HIGHEST_PRECEDENCE)
		@IntervalTrigger("10s")
		void first() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedConfiguration {

		@Bean
		@Order(1)
		Wars ordered() {
			return new Wars();
		}

		@Bean
		@Order(0)
		TriggerSpec spec() {
			return TriggerSpec.named("spec").every("10s").execute(() -> {
			});
		}

	}

}
