package dev.triggers.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.unit.DataSize;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.TriggerEngine;
import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link TriggersAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TriggersAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
				TaskSchedulingAutoConfiguration.class));

	private final ApplicationContextRunner virtual = this.runner.withUserConfiguration(VirtualTimeConfiguration.class);

	@ParameterizedTest
	@ValueSource(
			strings = { "triggers.concurrency=-1", "triggers.shutdown.await=-1s", "triggers.scheduler.max-threads=0",
					"triggers.reconnect-back-off.initial-delay=0s", "triggers.reconnect-back-off.initial-delay=6m",
					"triggers.reconnect-back-off.max-delay=999ms", "triggers.history.executions=-1",
					"triggers.history.failures=-1", "triggers.history.failures=101", "triggers.history.max-size=-1B" })
	void valueOutOfRangeIsReportedWithItsName(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getName()).isEqualTo(property.substring(0, property.indexOf('=')))));
	}

	@Test
	void delaysThatContradictEachOtherAreReportedWithTheOrigin(CapturedOutput output) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(TriggersAutoConfiguration.class)
			.web(WebApplicationType.NONE)
			.properties("triggers.reconnect-back-off.initial-delay=6m", "spring.main.banner-mode=off");
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(application::run);
		assertThat(output).contains("""
				Description:

				Invalid value '6m' for configuration property 'triggers.reconnect-back-off.initial-delay'""")
			.contains("""
					Validation failed for the following reason:

					Must not be longer than 'triggers.reconnect-back-off.max-delay' (PT5M)
					""");
	}

	@Test
	void createsItsBeans() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(Triggers.class)
			.hasSingleBean(TriggerEngine.class)
			.hasBean("triggersTaskScheduler")
			.getBean("triggersTaskExecutor")
			.isInstanceOf(TriggersTaskExecutor.class));
	}

	@Test
	void backsOffForBeansOfTheApplication() {
		Triggers triggers = mock(Triggers.class);
		this.virtual.withBean(TriggerEngine.class, () -> mock(TriggerEngine.class))
			.withBean(Triggers.class, () -> triggers)
			.run((context) -> {
				assertThat(context).hasSingleBean(TriggerEngine.class).hasSingleBean(Triggers.class);
				assertThat(context.getBean("triggersTaskScheduler")).isInstanceOf(ManualTaskScheduler.class);
				assertThat(context.getBean("triggersTaskExecutor")).isInstanceOf(ManualTaskScheduler.class);
			});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void usesVirtualThreadsIfTheApplicationDoes(CapturedOutput output) {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true")
			.withUserConfiguration(MonitorConfiguration.class)
			.run((context) -> {
				assertThat(context.getBean("triggersTaskExecutor")).isInstanceOf(SimpleAsyncTaskExecutor.class);
				assertThat(output).contains("scheduler triggersTaskScheduler (virtual threads)");
			});
	}

	@Test
	void bindsItsProperties() {
		this.runner
			.withPropertyValues("triggers.autostart=true", "triggers.start-on-ready=false", "triggers.on-startup=false",
					"triggers.log-level=debug", "triggers.zone=Europe/Berlin", "triggers.misfire=skip",
					"triggers.concurrency=4", "triggers.shutdown.await=5s", "triggers.scheduler.max-threads=8",
					"triggers.reconnect=true", "triggers.reconnect-back-off.initial-delay=2s",
					"triggers.reconnect-back-off.max-delay=1m", "triggers.scheduler.thread-name-prefix=t-",
					"triggers.history.executions=10", "triggers.history.failures=20", "triggers.history.max-size=2MB")
			.run((context) -> {
				TriggersProperties properties = context.getBean(TriggersProperties.class);
				assertThat(properties.autostart()).isTrue();
				assertThat(properties.startOnReady()).isFalse();
				assertThat(properties.onStartup()).isFalse();
				assertThat(properties.logLevel()).isEqualTo(LogLevel.DEBUG);
				assertThat(properties.zone()).isEqualTo("Europe/Berlin");
				assertThat(properties.concurrency()).isEqualTo(4);
				assertThat(properties.reconnect()).isTrue();
				assertThat(properties.reconnectBackOff().initialDelay()).isEqualTo(Duration.ofSeconds(2));
				assertThat(properties.reconnectBackOff().maxDelay()).isEqualTo(Duration.ofMinutes(1));
				assertThat(properties.shutdown().await()).isEqualTo(Duration.ofSeconds(5));
				assertThat(properties.history())
					.isEqualTo(new TriggersProperties.History(10, 20, DataSize.ofMegabytes(2)));
				TriggersTaskExecutor executor = context.getBean("triggersTaskExecutor", TriggersTaskExecutor.class);
				assertThat(executor.getMaxPoolSize()).isEqualTo(8);
				assertThat(executor.getThreadNamePrefix()).isEqualTo("t-");
			});
	}

	@Test
	void setsTheLevelOfItsLoggers() {
		LoggingSystem loggingSystem = mock(LoggingSystem.class);
		this.runner.withBean(LoggingSystem.class, () -> loggingSystem)
			.withPropertyValues("triggers.log-level=warn")
			.run((context) -> then(loggingSystem).should().setLogLevel("triggers", LogLevel.WARN));
	}

	@Test
	void propertiesSetTheDefaultsOfTriggers() {
		this.virtual.withUserConfiguration(MonitorConfiguration.class)
			.withPropertyValues("triggers.on-startup=false", "triggers.zone=Asia/Tokyo", "triggers.concurrency=4",
					"triggers.misfire=skip", "triggers.reconnect=true", "triggers.reconnect-back-off.initial-delay=2s",
					"triggers.instances.monitor.probe.concurrency=2",
					"triggers.instances.monitor.probe.reconnect=false")
			.run((context) -> {
				TriggerDefinition rollUp = context.getBean(Triggers.class).get("monitor.rollUp").definition();
				assertThat(rollUp.start().onStartup()).isFalse();
				assertThat(rollUp.schedule().zone()).hasToString("Asia/Tokyo");
				assertThat(rollUp.work().concurrency()).isEqualTo(4);
				assertThat(rollUp.execution().misfire()).hasToString("SKIP");
				assertThat(rollUp.execution().reconnect())
					.isEqualTo(new ReconnectPolicy(Duration.ofSeconds(2), Duration.ofMinutes(5)));
				TriggerDefinition probe = context.getBean(Triggers.class).get("monitor.probe").definition();
				assertThat(probe.work().concurrency()).isEqualTo(2);
				assertThat(probe.execution().reconnect()).isNull();
			});
	}

	@Test
	void switchedOffItFindsNothingAndSaysWhy(CapturedOutput output) {
		this.virtual.withUserConfiguration(MonitorConfiguration.class)
			.withPropertyValues("triggers.enabled=false")
			.run((context) -> {
				assertThat(context.getBean(Triggers.class)).isEmpty();
				assertThat(context.getBean(Triggers.class).register(spec("a"))).isNull();
				assertThat(output).contains("Triggers: switched off by property 'triggers.enabled'");
				assertThatExceptionOfType(NoSuchTriggerException.class)
					.isThrownBy(() -> context.getBean(Triggers.class).start("monitor.probe"))
					.withMessage("There is no trigger 'monitor.probe': it is disabled by property 'triggers.enabled'"
							+ " - property source 'test'");
			});
	}

	@Test
	void reportsAllTriggersInOneBlock(CapturedOutput output) {
		this.virtual.withUserConfiguration(MonitorConfiguration.class)
			.withPropertyValues("triggers.instances.monitor.report.enabled=false", "triggers.zone=UTC")
			.run((context) -> assertThat(output).contains("""
					Triggers: 3 registered, 1 disabled · scheduler triggersTaskScheduler (ManualTaskScheduler)
					  monitor.cleanUp   at 03:00 and 15:00 UTC   first execution at once, then 15:00:00
					  monitor.probe     every 10 seconds         first execution at once, then 12:00:10   2 elements
					  monitor.rollUp    every minute, UTC        first execution at once, then 12:01:00
					  monitor.report   disabled by property 'triggers.instances.monitor.report.enabled'"""));
	}

	@Test
	void saysThatThereIsNone(CapturedOutput output) {
		this.virtual.run((context) -> assertThat(output).contains("Triggers: none found"));
	}

	@Test
	void logsExecutions(CapturedOutput output) {
		this.virtual.withUserConfiguration(MonitorConfiguration.class).run((context) -> {
			context.getBean(ManualTaskScheduler.class).runDue();
			String id = context.getBean(Recorder.class).lastId();
			assertThat(output).contains("Execution " + id + " of 'monitor.probe' starts: iteration 1, on startup")
				.contains("Execution " + id + " of 'monitor.probe' failed for element 1 'http://b' in ")
				.contains("java.lang.IllegalStateException: no answer")
				.containsPattern("Execution " + id + " of 'monitor.probe' finished in .* ms: 1 ok, 1 failed; next ");
		});
	}

	@Test
	void lazyInitializationHidesNoTrigger() {
		this.virtual.withUserConfiguration(MonitorConfiguration.class)
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor(new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context.getBean(Triggers.class)).hasSize(4);
				assertThat(context.getBean(Triggers.class).get("monitor.probe").isRunning()).isTrue();
			});
	}

	@Test
	void schedulingOfTheApplicationIsAsWithoutTriggers() {
		ApplicationContextRunner plain = new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class));
		for (Class<?> configuration : List.of(SchedulingConfiguration.class, OwnBeansConfiguration.class,
				NoSchedulingConfiguration.class)) {
			List<String> without = new java.util.ArrayList<>();
			plain.withUserConfiguration(configuration).run((context) -> without.addAll(injection(context)));
			this.runner.withUserConfiguration(configuration)
				.run((context) -> assertThat(injection(context)).isEqualTo(without));
		}
	}

	private static List<String> injection(ConfigurableApplicationContext context) {
		return java.util.stream.Stream.of(TaskScheduler.class, TaskExecutor.class, Executor.class, Clock.class)
			.map((type) -> {
				try {
					Object bean = context.getAutowireCapableBeanFactory()
						.resolveDependency(new org.springframework.beans.factory.config.DependencyDescriptor(
								Injection.class.getDeclaredField(type.getSimpleName()), false), "test");
					return type.getSimpleName() + "=" + name(context, bean);
				}
				catch (org.springframework.beans.BeansException ex) {
					return type.getSimpleName() + "=" + ex.getClass().getSimpleName();
				}
				catch (NoSuchFieldException ex) {
					throw new IllegalStateException(ex);
				}
			})
			.toList();
	}

	private static String name(ConfigurableApplicationContext context, Object bean) {
		return context.getBeansOfType(Object.class)
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == bean)
			.map(java.util.Map.Entry::getKey)
			.findFirst()
			.orElse("none");
	}

	static TriggerSpec spec(String name) {
		return TriggerSpec.named(name).every("10s").execute(() -> {
		});
	}

	/**
	 * Places to inject into.
	 */
	@SuppressWarnings("checkstyle:MemberName")
	private static final class Injection {

		TaskScheduler TaskScheduler;

		TaskExecutor TaskExecutor;

		Executor Executor;

		Clock Clock;

	}

	@Configuration(proxyBeanMethods = false)
	static class VirtualTimeConfiguration {

		@Bean({ "triggersTaskScheduler", "triggersTaskExecutor" })
		ManualTaskScheduler triggersTaskScheduler() {
			return new ManualTaskScheduler(Instant.parse("2026-01-01T12:00:00Z"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MonitorConfiguration {

		@Bean
		Monitor monitor() {
			return new Monitor();
		}

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class SchedulingConfiguration {

		@Scheduled(fixedDelay = 3_600_000)
		void scheduled() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class OwnBeansConfiguration {

		@Bean
		ThreadPoolTaskScheduler ownScheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		@Primary
		TaskExecutor ownExecutor() {
			return new SimpleAsyncTaskExecutor();
		}

		@Bean
		Clock ownClock() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoSchedulingConfiguration {

	}

	static class Monitor {

		@IntervalTrigger(every = "10s", iterArgs = { "http://a", "http://b" }, autostart = "true")
		void probe(String url) {
			if (url.endsWith("b")) {
				throw new IllegalStateException("no answer");
			}
		}

		@CronTrigger("* * * * *")
		void rollUp() {
		}

		@TimeTrigger({ "03:00", "15:00" })
		void cleanUp() {
		}

		@CronTrigger(cron = "0 0 1 * *", manual = true)
		void report() {
		}

	}

	static class Recorder implements ExecutionListener {

		final AtomicInteger events = new AtomicInteger();

		private volatile String id = "";

		@Override
		public void onEvent(ExecutionEvent event) {
			this.events.incrementAndGet();
			if (event instanceof ExecutionEvent.Started started) {
				this.id = started.execution().id().value();
			}
		}

		String lastId() {
			return this.id;
		}

	}

}
