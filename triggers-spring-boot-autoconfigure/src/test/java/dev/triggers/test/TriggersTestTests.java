package dev.triggers.test;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerSpec;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.schedule.Schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TriggersTest} on test classes of all kinds.
 */
class TriggersTestTests {

	@Test
	void equalAnnotationsShareAContext() {
		assertThat(context(Plain.class)).isSameAs(context(AnotherPlain.class)).isSameAs(context(Composed.class));
	}

	@Test
	void otherAnnotationsDoNotShareAContext() {
		assertThat(context(Plain.class)).isNotSameAs(context(Later.class)).isNotSameAs(context(Without.class));
		assertThat(context(Later.class).getBean(TriggerTester.class).now()).isEqualTo("2026-03-28T12:00:00Z");
	}

	@Test
	void annotationIsInherited() {
		assertThat(context(Inheriting.class)).isSameAs(context(Plain.class));
		assertThat(context(Enclosing.Inner.class)).isSameAs(context(Plain.class));
	}

	@Test
	void timeIsRealWithoutTheAnnotation() {
		ApplicationContext context = context(Without.class);
		assertThat(context.getBeanProvider(TriggerTester.class).getIfAvailable()).isNull();
		assertThat(context.getBean("triggersTaskScheduler")).isInstanceOf(ThreadPoolTaskScheduler.class);
	}

	@Test
	void beansOfTheApplicationAreReplacedToo() {
		ApplicationContext context = context(WithOwnScheduler.class);
		TriggerTester tester = context.getBean(TriggerTester.class);
		assertThat(tester.fire("jobs.daily")).succeeded().startedAt(tester.now());
		assertThat(context.getBean("triggersTaskScheduler")).isInstanceOf(VirtualTaskScheduler.class);
	}

	@Test
	void zoneIsThatOfAllMachines() {
		assertThat(context(Plain.class).getBean(Triggers.class).get("jobs.daily").schedule())
			.isEqualTo(Schedule.cron("@daily", ZoneId.of("UTC")));
		assertThat(context(InBerlin.class).getBean(Triggers.class).get("jobs.daily").schedule())
			.isEqualTo(Schedule.cron("@daily", ZoneId.of("Europe/Berlin")));
	}

	@Test
	void eachTestBeginsAnew() throws Exception {
		Script script = new Script(Plain.class);
		script.begin();
		script.triggers().startAll();
		script.tester().advance(Duration.ofDays(2));
		script.triggers().get("jobs.poll").changeSchedule(Schedule.every("1h"));
		script.triggers().register(TriggerSpec.named("added").every("1m").execute(() -> {
		}));
		script.triggers().unregister("jobs.daily");
		script.end();
		assertThat(script.triggers()).noneMatch(TriggerHandle::isRunning);
		script.begin();
		assertThat(script.tester().now()).isEqualTo("2026-01-01T00:00:00Z");
		assertThat(script.tester().executions()).isEmpty();
		assertThat(script.triggers()).extracting(TriggerHandle::name).containsExactly("jobs.daily", "jobs.poll");
		assertThat(script.triggers()).extracting(TriggerHandle::state).containsOnly(TriggerState.IDLE);
		assertThat(script.triggers().get("jobs.poll").schedule()).isEqualTo(Schedule.every("10m"));
		assertThat(script.triggers().get("jobs.poll").iteration()).isZero();
	}

	@Test
	void whatTheApplicationStartedIsStartedForEachTest() throws Exception {
		Script script = new Script(Booted.class);
		for (int i = 0; i < 2; i++) {
			script.begin();
			assertThat(script.triggers()).extracting(TriggerHandle::state).containsOnly(TriggerState.WAITING);
			assertThat(script.tester().advance(Duration.ofMinutes(10))).hasSize(3);
			script.end();
		}
	}

	@Test
	void sameScriptGivesTheSameTrace() throws Exception {
		String first = trace(new Script(Booted.class));
		assertThat(first).hasLineCount(438).endsWith("jobs.poll at 2026-01-04T00:00:00Z: SUCCEEDED, 1 ok, 0 failed");
		assertThat(trace(new Script(Booted.class))).isEqualTo(first);
		assertThat(trace(new Script(BootedAnew.class))).isEqualTo(first);
	}

	private static String trace(Script script) throws Exception {
		script.begin();
		script.tester().advance(Duration.ofDays(1));
		script.tester().fire("jobs.daily");
		script.tester().at(Instant.parse("2026-01-04T00:00:00Z"));
		String trace = String.join("\n", script.tester().executions().stream().map(TriggerResult::toString).toList());
		script.end();
		return trace;
	}

	@Test
	void pausedContextGoesOn() throws Exception {
		Script script = new Script(Booted.class);
		script.begin();
		script.tester().advance(Duration.ofMinutes(10));
		ConfigurableApplicationContext context = (ConfigurableApplicationContext) context(Booted.class);
		context.pause();
		context.restart();
		script.tester().advance(Duration.ofMinutes(10));
		assertThat(script.tester().executions("jobs.poll")).hasSize(3);
	}

	@Test
	void executionThatIsLeftBehindDoesNotReachTheNextTest() throws Exception {
		Script script = new Script(Plain.class);
		script.begin();
		script.triggers().get("jobs.poll").fire();
		script.end();
		script.begin();
		assertThat(script.tester().advance(Duration.ZERO)).isEmpty();
	}

	@Test
	void contextWithoutTriggersIsExplained() {
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> context(WithoutTriggers.class).getBean(TriggerTester.class))
			.havingRootCause()
			.withMessageStartingWith("There are no triggers in this application context");
	}

	@Test
	void wrongValuesAreExplained() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TestContextManager(Tomorrow.class).getTestContext())
			.withMessage("@TriggersTest(start = \"tomorrow\") of " + Tomorrow.class.getName()
					+ " is no time with date and zone, such as 2026-03-28T12:00:00Z");
		assertThatIllegalArgumentException().isThrownBy(() -> new TestContextManager(Hasty.class).getTestContext())
			.withMessage("@TriggersTest(timeout = \"10\") of " + Hasty.class.getName()
					+ " is no duration: '10' has no unit: did you mean '10s'?");
	}

	private static ApplicationContext context(Class<?> testClass) {
		return new TestContextManager(testClass).getTestContext().getApplicationContext();
	}

	/**
	 * What a test framework does with a test class that has one test method.
	 */
	private static final class Script {

		private final TestContextManager manager;

		private final Method method;

		Script(Class<?> testClass) throws Exception {
			this.manager = new TestContextManager(testClass);
			this.method = Object.class.getMethod("toString");
			this.manager.prepareTestInstance(this);
		}

		void begin() throws Exception {
			this.manager.beforeTestMethod(this, this.method);
		}

		void end() throws Exception {
			this.manager.afterTestMethod(this, this.method, null);
		}

		TriggerTester tester() {
			return this.manager.getTestContext().getApplicationContext().getBean(TriggerTester.class);
		}

		Triggers triggers() {
			return this.manager.getTestContext().getApplicationContext().getBean(Triggers.class);
		}

	}

	@ContextConfiguration(classes = Application.class)
	@TriggersTest
	static class Plain {

	}

	@ContextConfiguration(classes = Application.class)
	@TriggersTest
	static class AnotherPlain {

	}

	@ContextConfiguration(classes = Application.class)
	@TriggersTest(start = "2026-03-28T13:00:00+01:00")
	static class Later {

	}

	@ContextConfiguration(classes = Application.class)
	static class Without {

	}

	@ApplicationTest
	static class Composed {

	}

	static class Inheriting extends Plain {

	}

	@ContextConfiguration(classes = Application.class)
	@TriggersTest
	static class Enclosing {

		@Nested
		class Inner {

		}

	}

	@SpringBootTest(classes = Application.class)
	@TriggersTest
	static class Booted {

	}

	@SpringBootTest(classes = Application.class, properties = "another=context")
	@TriggersTest
	static class BootedAnew {

	}

	@ContextConfiguration(classes = Application.class)
	@TestPropertySource(properties = "triggers.zone=Europe/Berlin")
	@TriggersTest
	static class InBerlin {

	}

	@SpringBootTest(classes = { Application.class, OwnSchedulerConfiguration.class })
	@TriggersTest
	static class WithOwnScheduler {

	}

	@ContextConfiguration(classes = Jobs.class)
	@TriggersTest
	static class WithoutTriggers {

	}

	@ContextConfiguration(classes = Application.class)
	@TriggersTest(start = "tomorrow")
	static class Tomorrow {

	}

	@ContextConfiguration(classes = Application.class)
	@TriggersTest(timeout = "10")
	static class Hasty {

	}

	/**
	 * Annotation of an application.
	 */
	@Retention(RetentionPolicy.RUNTIME)
	@ContextConfiguration(classes = Application.class)
	@TriggersTest
	@interface ApplicationTest {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		@Bean
		Jobs jobs() {
			return new Jobs();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSchedulerConfiguration {

		@Bean
		TaskScheduler triggersTaskScheduler() {
			return new ThreadPoolTaskScheduler();
		}

	}

	static class Jobs {

		@IntervalTrigger("10m")
		void poll() {
		}

		@CronTrigger("@daily")
		void daily() {
		}

	}

}
