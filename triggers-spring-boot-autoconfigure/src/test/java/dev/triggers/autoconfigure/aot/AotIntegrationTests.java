package dev.triggers.autoconfigure.aot;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;

import dev.triggers.TriggerFailure;
import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.annotation.AfterTrigger;
import dev.triggers.annotation.BeforeTrigger;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.CustomTrigger;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that is processed ahead of time.
 */
class AotIntegrationTests {

	private static GenericApplicationContext context() {
		GenericApplicationContext context = new GenericApplicationContext();
		TestPropertyValues
			.of("triggers.autostart=true", "triggers.shutdown.await=0s", "triggers.groups.api.concurrent-calls=2",
					"triggers.retry.patient.rules[0].exceptions=java.io.IOException,com.acme.Missing",
					"triggers.retry.patient.rules[0].predicate=temporary", "triggers.retry.patient.rules[0].retries=3",
					"triggers.retry.patient.rules[0].wait.fixed=1s",
					"triggers.instances.bot.daily.iter-args=#{@second.get()}")
			.applyTo(context);
		return context;
	}

	private static GenericApplicationContext declared() {
		GenericApplicationContext context = context();
		new AnnotatedBeanDefinitionReader(context).register(ApplicationConfiguration.class);
		return context;
	}

	private static TestGenerationContext process() {
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(declared(), generation);
		generation.writeGeneratedContent();
		return generation;
	}

	private static List<String> run(GenericApplicationContext context) {
		try (context) {
			TestPropertyValues.of("triggers.retry.patient.rules[0].exceptions=java.io.IOException").applyTo(context);
			context.refresh();
			ManualTaskScheduler time = context.getBean(ManualTaskScheduler.class);
			time.advanceBy(Duration.ofMinutes(2));
			context.getBean(Triggers.class).stopAll();
			time.runDue();
			return List.copyOf(context.getBean(Seen.class).texts);
		}
	}

	@Test
	@CompileWithForkedClassLoader
	void applicationRunsAsItDoesWithout() {
		List<String> expected = run(declared());
		assertThat(expected).contains("before", "composed", "daily c", "random", "repeated", "called 1", "called 2",
				"spec x", "inherited", "declared", "handled failed", "after");
		TestGenerationContext generation = process();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext context = context();
			initialize(compiled.getInstance(ApplicationContextInitializer.class), context);
			assertThat(run(context)).isEqualTo(expected);
		});
	}

	@SuppressWarnings("unchecked")
	private static void initialize(ApplicationContextInitializer<?> initializer, GenericApplicationContext context) {
		((ApplicationContextInitializer<GenericApplicationContext>) initializer).initialize(context);
	}

	@Test
	void methodsCanBeCalled() {
		RuntimeHints hints = process().getRuntimeHints();
		for (String name : List.of("composed", "daily", "random", "repeated", "call", "fails", "prepare", "cleanUp",
				"handle")) {
			assertThat(hints).matches(RuntimeHintsPredicates.reflection().onMethodInvocation(Bot.class, name));
		}
		assertThat(hints).matches(RuntimeHintsPredicates.reflection().onMethodInvocation(Base.class, "inherited"))
			.matches(RuntimeHintsPredicates.reflection().onMethodInvocation(Contract.class, "declared"));
	}

	@Test
	void schedulesCanBeCreated() {
		assertThat(process().getRuntimeHints()).matches(RuntimeHintsPredicates.reflection()
			.onType(Rarely.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
	}

	@Test
	void exceptionsOfRetryPoliciesAreFound() {
		assertThat(process().getRuntimeHints()).matches(RuntimeHintsPredicates.reflection().onType(IOException.class));
	}

	@Test
	void beansOfExpressionsCanBeAsked() {
		RuntimeHints hints = process().getRuntimeHints();
		for (Class<?> type : List.of(First.class, Second.class)) {
			assertThat(hints).matches(RuntimeHintsPredicates.reflection()
				.onType(type)
				.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS));
		}
	}

	@Test
	void textsOfCronExpressionsAreFound() {
		assertThat(process().getRuntimeHints())
			.matches(RuntimeHintsPredicates.resource().forBundle("com.cronutils.CronUtilsI18N"));
	}

	@Test
	void applicationWithoutTriggersNeedsNothing() {
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(new GenericApplicationContext(), generation);
		assertThat(generation.getRuntimeHints().resources().resourceBundleHints()).isEmpty();
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@CronTrigger(iterArgs = "#{@first.get()}")
	@interface Composed {

		@AliasFor(annotation = CronTrigger.class, attribute = "cron")
		String value();

	}

	interface Contract {

		@IntervalTrigger("30s")
		void declared();

	}

	static class Base {

		@IntervalTrigger("30s")
		void inherited() {
			seen().add("inherited");
		}

		List<String> seen() {
			return new ArrayList<>();
		}

	}

	static class Bot extends Base implements Contract {

		private final Seen seen;

		private int attempts;

		Bot(Seen seen) {
			this.seen = seen;
		}

		@Override
		List<String> seen() {
			return this.seen.texts;
		}

		@Override
		public void declared() {
			this.seen.texts.add("declared");
		}

		@Composed("*/5 * * * *")
		void composed(String element) {
			this.seen.texts.add("composed");
		}

		@TimeTrigger("12:01")
		void daily(String element) {
			this.seen.texts.add("daily " + element);
		}

		@CustomTrigger(type = Rarely.class)
		void random() {
			this.seen.texts.add("random");
		}

		@CronTrigger(value = "0 8 * * *", name = "morning")
		@CronTrigger(value = "0 20 * * *", name = "evening")
		void repeated() {
			this.seen.texts.add("repeated");
		}

		@Execute(groups = "api")
		@IntervalTrigger(every = "1h", retry = "patient")
		void call() throws IOException {
			this.seen.texts.add("called " + ++this.attempts);
			if (this.attempts < 2) {
				throw new IOException("temporary");
			}
		}

		@IntervalTrigger("1h")
		void fails() {
			throw new IllegalStateException("failed");
		}

		@OnError("fails")
		void handle(TriggerFailure failure) {
			this.seen.texts.add("handled " + failure.exception().getMessage());
		}

		@BeforeTrigger("fails")
		void prepare() {
			this.seen.texts.add("before");
		}

		@AfterTrigger("fails")
		void cleanUp() {
			this.seen.texts.add("after");
		}

	}

	static class Rarely implements Trigger {

		@Override
		public Instant nextExecution(TriggerContext context) {
			return context.getClock().instant().plusSeconds(60);
		}

	}

	static class First implements Supplier<List<String>> {

		@Override
		public List<String> get() {
			return List.of("a", "b");
		}

	}

	static class Second implements Supplier<List<String>> {

		@Override
		public List<String> get() {
			return List.of("c");
		}

	}

	static class Seen {

		private final List<String> texts = new ArrayList<>();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class ApplicationConfiguration {

		@Bean({ "triggersTaskScheduler", "triggersTaskExecutor" })
		ManualTaskScheduler triggersTaskScheduler() {
			return new ManualTaskScheduler(Instant.parse("2026-01-01T12:00:00Z"));
		}

		@Bean
		MonotonicTimer triggersTimer(ManualTaskScheduler time) {
			return new SchedulerTimer(time, time::nanoTime);
		}

		@Bean
		Seen seen() {
			return new Seen();
		}

		@Bean
		Bot bot(Seen seen) {
			return new Bot(seen);
		}

		@Bean
		First first() {
			return new First();
		}

		@Bean
		Second second() {
			return new Second();
		}

		@Bean
		Predicate<IOException> temporary() {
			return (failure) -> "temporary".equals(failure.getMessage());
		}

		@Bean
		TriggerSpec spec(Seen seen) {
			return TriggerSpec.named("spec")
				.every("1h")
				.forEach(List.of("x"), (element) -> seen.texts.add("spec " + element));
		}

	}

}
