package dev.triggers.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.schedule.IntervalMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TriggerLifecycle} in real applications.
 */
@ExtendWith(OutputCaptureExtension.class)
class TriggerLifecycleIntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@Test
	void applicationFiresAndEnds(CapturedOutput output) {
		Journal journal;
		try (ConfigurableApplicationContext context = run(JournalConfiguration.class)) {
			journal = context.getBean(Journal.class);
			await().atMost(LIMIT).until(() -> journal.entries().contains("late"));
			await().atMost(LIMIT).until(() -> Collections.frequency(journal.entries(), "early") > 3);
		}
		assertThat(journal.entries().indexOf("ready")).isLessThan(journal.entries().indexOf("late"));
		int size = journal.entries().size();
		assertThat(output).contains("Triggers: 3 registered")
			.contains("Started trigger journal.early")
			.contains("Started trigger journal.late");
		assertThat(journal.entries()).doesNotContain("manual").hasSize(size);
	}

	@Test
	void closingWaitsForAnExecution() throws Exception {
		ConfigurableApplicationContext context = run(SlowConfiguration.class);
		Slow slow = context.getBean(Slow.class);
		assertThat(slow.executing.await(30, TimeUnit.SECONDS)).isTrue();
		Thread closer = new Thread(context::close);
		closer.start();
		await().atMost(LIMIT).until(context::isClosed);
		slow.release.countDown();
		closer.join(LIMIT.toMillis());
		assertThat(closer.isAlive()).isFalse();
		assertThat(slow.ended).isTrue();
		assertThat(slow.interrupted).isFalse();
	}

	@Test
	void closingInterruptsAnExecutionThatTakesTooLong() throws Exception {
		ConfigurableApplicationContext context = run(SlowConfiguration.class, "--triggers.shutdown.await=50ms");
		Slow slow = context.getBean(Slow.class);
		assertThat(slow.executing.await(30, TimeUnit.SECONDS)).isTrue();
		context.close();
		assertThat(slow.interrupted).isTrue();
	}

	@Test
	void closingIsQuietWithASchedulerOfTheApplication(CapturedOutput output) {
		for (int i = 0; i < 5; i++) {
			try (ConfigurableApplicationContext context = run(OwnSchedulerConfiguration.class)) {
				await().atMost(LIMIT).until(() -> context.getBean(Triggers.class).get("own.run").iteration() > 5);
			}
		}
		assertThat(output).doesNotContain("refuses").doesNotContain(" ERROR ");
	}

	@Test
	void blockedTriggerDelaysNoOtherWithDefaultSettings() {
		try (ConfigurableApplicationContext context = run(FiveConfiguration.class, "--triggers.shutdown.await=0s")) {
			Triggers triggers = context.getBean(Triggers.class);
			for (String name : List.of("five.a", "five.b", "five.c", "five.d")) {
				await().atMost(LIMIT).until(() -> triggers.get(name).iteration() >= 20);
			}
			assertThat(triggers.get("five.blocked").iteration()).isEqualTo(1);
		}
	}

	@Test
	void contextsLiveSideBySide() {
		ConfigurableApplicationContext one = run(JournalConfiguration.class);
		try (ConfigurableApplicationContext two = run(JournalConfiguration.class)) {
			Journal second = two.getBean(Journal.class);
			await().atMost(LIMIT).until(() -> one.getBean(Journal.class).entries().contains("early"));
			one.close();
			int before = second.entries().size();
			await().atMost(LIMIT).until(() -> second.entries().size() > before + 3);
		}
	}

	@Test
	void pausedContextIsStillAndGoesOn() {
		try (ConfigurableApplicationContext context = run(JournalConfiguration.class)) {
			Journal journal = context.getBean(Journal.class);
			await().atMost(LIMIT).until(() -> journal.entries().contains("late"));
			context.pause();
			int paused = journal.entries().size();
			assertThat(context.getBean(Triggers.class).get("journal.early").isRunning()).isTrue();
			context.restart();
			await().atMost(LIMIT).until(() -> journal.entries().size() > paused + 3);
			assertThat(Collections.frequency(journal.entries(), "late")).isEqualTo(1);
		}
	}

	@Test
	void applicationWithoutTriggersLeavesNoThread() {
		try (ConfigurableApplicationContext context = run(EmptyConfiguration.class)) {
			assertThat(context.getBean(Triggers.class)).isEmpty();
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !thread.isDaemon())
				.extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("empty-"));
		}
	}

	@Test
	void triggersStartInOrder(CapturedOutput output) {
		run(OrderedConfiguration.class).close();
		assertThat(output).contains("Started 3 triggers: first.run, second.a, second.b");
	}

	@Test
	void thousandTriggersAreOneBlockAndNoThreads(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(ThousandConfiguration.class)) {
			assertThat(context.getBean(Triggers.class)).hasSize(1000).allMatch(TriggerHandle::isRunning);
			assertThat(output.getOut().lines().filter((line) -> line.matches(".* INFO .*\\btriggers( +:| --).*")))
				.hasSize(2)
				.anyMatch((line) -> line.contains("Triggers: 1000 registered"))
				.anyMatch((line) -> line.contains("Started 1000 triggers: t0, t1, "));
			assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((thread) -> thread.getName().startsWith("empty-"))
				.hasSizeLessThanOrEqualTo(1);
		}
	}

	private static ConfigurableApplicationContext run(Class<?> configuration, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.main.banner-mode=off");
		all.add("--triggers.scheduler.thread-name-prefix=empty-");
		SpringApplication application = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.build();
		return application.run(all.toArray(String[]::new));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class JournalConfiguration {

		@Bean
		Journal journal() {
			return new Journal();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SlowConfiguration {

		@Bean
		Slow slow() {
			return new Slow();
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EmptyConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OrderedConfiguration {

		@Bean
		Second second() {
			return new Second();
		}

		@Bean
		First first() {
			return new First();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ThousandConfiguration {

		@Bean
		static BeanDefinitionRegistryPostProcessor specs() {
			return (registry) -> {
				for (int i = 0; i < 1000; i++) {
					String name = "t" + i;
					registry.registerBeanDefinition(name, BeanDefinitionBuilder.genericBeanDefinition(TriggerSpec.class,
							() -> TriggerSpec.named(name).every("1h").onStartup(false).execute(() -> {
							}))
						.getBeanDefinition());
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnSchedulerConfiguration {

		@Bean
		ThreadPoolTaskScheduler ownScheduler() {
			return new ThreadPoolTaskScheduler();
		}

		@Bean
		Own own() {
			return new Own();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class FiveConfiguration {

		@Bean
		Five five() {
			return new Five();
		}

	}

	static class Five {

		private final CountDownLatch never = new CountDownLatch(1);

		@IntervalTrigger("10ms")
		void blocked() throws InterruptedException {
			this.never.await();
		}

		@IntervalTrigger(every = "20ms", mode = IntervalMode.FIXED_RATE)
		void a() {
		}

		@IntervalTrigger(every = "20ms", mode = IntervalMode.FIXED_RATE)
		void b() {
		}

		@IntervalTrigger("20ms")
		void c() {
		}

		@IntervalTrigger("20ms")
		void d() {
		}

	}

	static class Own {

		@IntervalTrigger(every = "1ms", scheduler = "ownScheduler")
		void run() {
		}

	}

	static class Journal {

		private final List<String> entries = Collections.synchronizedList(new ArrayList<>());

		List<String> entries() {
			return List.copyOf(this.entries);
		}

		@IntervalTrigger(every = "10ms", autostart = "true")
		void early() {
			this.entries.add("early");
		}

		@CronTrigger("0 0 1 1 *")
		void late() {
			this.entries.add("late");
		}

		@IntervalTrigger(every = "10ms", manual = true)
		void manual() {
			this.entries.add("manual");
		}

		@EventListener(ApplicationReadyEvent.class)
		@Order(Ordered.HIGHEST_PRECEDENCE)
		void ready() {
			this.entries.add("ready");
		}

	}

	static class Slow {

		private final CountDownLatch executing = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private volatile boolean ended;

		private volatile boolean interrupted;

		@IntervalTrigger("1h")
		void run() {
			this.executing.countDown();
			try {
				this.ended = this.release.await(1, TimeUnit.HOURS);
			}
			catch (InterruptedException ex) {
				this.interrupted = true;
			}
		}

	}

	static class Second {

		@CronTrigger("0 0 1 1 *")
		void a() {
		}

		@CronTrigger("0 0 1 1 *")
		void b() {
		}

	}

	@Order(1)
	static class First {

		@CronTrigger("0 0 1 1 *")
		void run() {
		}

	}

}
