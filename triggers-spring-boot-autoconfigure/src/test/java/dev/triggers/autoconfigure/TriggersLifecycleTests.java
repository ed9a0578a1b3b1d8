package dev.triggers.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import dev.triggers.TriggerFailure;
import dev.triggers.TriggerSpec;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;
import dev.triggers.autoconfigure.TriggersAutoConfigurationTests.MonitorConfiguration;
import dev.triggers.autoconfigure.TriggersAutoConfigurationTests.Recorder;
import dev.triggers.autoconfigure.TriggersAutoConfigurationTests.VirtualTimeConfiguration;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TriggersAutoConfiguration}: the life of triggers with their context.
 */
class TriggersLifecycleTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class));

	private final ApplicationContextRunner virtual = this.runner.withUserConfiguration(VirtualTimeConfiguration.class);

	@Test
	void startsInTwoSteps() {
		this.virtual.withUserConfiguration(MonitorConfiguration.class).run((context) -> {
			Triggers triggers = context.getBean(Triggers.class);
			assertThat(triggers.get("monitor.probe").state()).isEqualTo(TriggerState.WAITING);
			assertThat(triggers.get("monitor.rollUp").state()).isEqualTo(TriggerState.IDLE);
			ready(context.getSourceApplicationContext());
			assertThat(triggers.get("monitor.rollUp").state()).isEqualTo(TriggerState.WAITING);
			assertThat(triggers.get("monitor.report").state()).isEqualTo(TriggerState.IDLE);
			triggers.start("monitor.report");
			assertThat(triggers.get("monitor.report").isRunning()).isTrue();
		});
	}

	@Test
	void leavesTheStartToTheApplication() {
		this.virtual.withUserConfiguration(MonitorConfiguration.class)
			.withPropertyValues("triggers.start-on-ready=false")
			.run((context) -> {
				ready(context.getSourceApplicationContext());
				Triggers triggers = context.getBean(Triggers.class);
				assertThat(triggers.get("monitor.rollUp").state()).isEqualTo(TriggerState.IDLE);
				assertThat(triggers.startAll()).isEqualTo(2);
				assertThat(triggers.startAll()).isZero();
				assertThat(triggers.get("monitor.report").state()).isEqualTo(TriggerState.IDLE);
			});
	}

	@Test
	void callsListenersOfItsOwnContextOnly() {
		this.virtual.withUserConfiguration(MonitorConfiguration.class)
			.run((parent) -> this.runner.withParent(parent)
				.withUserConfiguration(ChildConfiguration.class, VirtualTimeConfiguration.class)
				.run((child) -> {
					assertThat(child.getBean(Triggers.class)).extracting((handle) -> handle.name())
						.containsExactly("nightly.run");
					assertThat(parent.getBean(Triggers.class)).hasSize(4);
					int before = parent.getBean(Recorder.class).events.get();
					child.getBean("triggersTaskScheduler", ManualTaskScheduler.class).advanceBy(Duration.ofHours(2));
					assertThat(child.getBean(Triggers.class).get("nightly.run").iteration()).isPositive();
					assertThat(parent.getBean(Recorder.class).events).hasValue(before);
				}));
	}

	@Test
	void readyEventOfAChildDoesNotStartTheParent() {
		this.virtual.withUserConfiguration(MonitorConfiguration.class)
			.run((parent) -> this.runner.withParent(parent).run((child) -> {
				ready(child.getSourceApplicationContext());
				assertThat(parent.getBean(Triggers.class).get("monitor.rollUp").state()).isEqualTo(TriggerState.IDLE);
			}));
	}

	@Test
	void pausedContextGoesOnWithWhatRan() {
		this.virtual.withUserConfiguration(MonitorConfiguration.class).run((context) -> {
			ManualTaskScheduler time = context.getBean(ManualTaskScheduler.class);
			Triggers triggers = context.getBean(Triggers.class);
			ready(context.getSourceApplicationContext());
			time.runDue();
			context.getSourceApplicationContext().stop();
			long before = triggers.get("monitor.probe").iteration();
			time.advanceBy(Duration.ofHours(1));
			assertThat(triggers.get("monitor.probe").iteration()).isEqualTo(before);
			context.getSourceApplicationContext().start();
			time.advanceBy(Duration.ofSeconds(11));
			assertThat(triggers.get("monitor.probe").iteration()).isGreaterThan(before);
			assertThat(triggers.get("monitor.rollUp").isRunning()).isTrue();
			assertThat(triggers.get("monitor.report").state()).isEqualTo(TriggerState.IDLE);
		});
	}

	@Test
	void specsAreTriggersToo() {
		this.virtual.withBean("sync", TriggerSpec.class, () -> TriggersAutoConfigurationTests.spec("clans.sync"))
			.run((context) -> {
				Triggers triggers = context.getBean(Triggers.class);
				assertThat(triggers.get("clans.sync").state()).isEqualTo(TriggerState.IDLE);
				ready(context.getSourceApplicationContext());
				assertThat(triggers.get("clans.sync").isRunning()).isTrue();
				assertThat(triggers.register(TriggersAutoConfigurationTests.spec("late"))).isNotNull();
				assertThat(triggers.get("late").isRunning()).isTrue();
				assertThat(triggers.unregister("late")).isTrue();
				assertThat(triggers.find("late")).isNull();
			});
	}

	@Test
	void nameOfTriggerThatIsGoneMeansNothingToLateBeans() {
		this.virtual.run((context) -> {
			GenericApplicationContext beans = (GenericApplicationContext) context.getSourceApplicationContext();
			ready(context.getSourceApplicationContext());
			Triggers triggers = context.getBean(Triggers.class);
			triggers.register(TriggersAutoConfigurationTests.spec("late"));
			beans.registerBean("first", Observer.class);
			assertThat(beans.getBean("first")).isInstanceOf(Observer.class);
			triggers.unregister("late");
			beans.registerBean("second", Observer.class);
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> beans.getBean("second"))
				.withMessageContaining("[TRG-202]");
		});
	}

	private static void ready(ConfigurableApplicationContext context) {
		context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
	}

	@Configuration(proxyBeanMethods = false)
	static class ChildConfiguration {

		@Bean
		Nightly nightly() {
			return new Nightly();
		}

	}

	static class Observer {

		@OnError("late")
		void failed(TriggerFailure failure) {
		}

	}

	static class Nightly {

		@IntervalTrigger(every = "1h", autostart = "true")
		void run() {
		}

	}

}
