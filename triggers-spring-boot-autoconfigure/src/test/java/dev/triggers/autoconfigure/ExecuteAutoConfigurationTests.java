package dev.triggers.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.triggers.Executions;
import dev.triggers.annotation.Execute;
import dev.triggers.call.CallListener;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.engine.execute.LocalExecutions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TriggersAutoConfiguration} with methods that are annotated
 * {@link Execute}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExecuteAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
		.withBean("clans", Clans.class);

	@Test
	void methodsAreRegistered() {
		this.runner.run((context) -> assertThat(context.getBean(LocalExecutions.class).find("clans.fetch")).isNotNull()
			.satisfies((definition) -> assertThat(definition.target().describe())
				.isEqualTo(Clans.class.getName() + ".fetch(String)")));
	}

	@Test
	void directCallWorks() {
		this.runner.run((context) -> {
			Clans clans = context.getBean(Clans.class);
			assertThat(AopUtils.isCglibProxy(clans)).isTrue();
			assertThat(clans.fetch("#2PP")).isEqualTo("fetched #2PP");
		});
	}

	@Test
	void callDuringStartUpWorks() {
		this.runner.withBean("eager", Eager.class)
			.run((context) -> assertThat(context.getBean(Eager.class).clan).isEqualTo("fetched #2PP"));
	}

	@Test
	void noBeanIsCreatedTooEarlyForProxies(CapturedOutput output) {
		this.runner
			.withBean("group", ConcurrencyGroup.class, () -> new ConcurrencyGroup("api", GroupLimits.unlimited()))
			.run((context) -> assertThat(output).doesNotContain("not eligible for getting processed"));
	}

	@Test
	void beansWithoutAnnotationHaveNoProxy() {
		this.runner.withBean("plain", Eager.class)
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean("plain"))).isFalse());
	}

	@Test
	void methodOfAFactoryIsNotOneOfItsProductAsWell() {
		this.runner.withBean("factory", Factory.class)
			.run((context) -> assertThat(
					context.getBean(Executions.class).execute("factory.make").get(10, TimeUnit.SECONDS))
				.isEqualTo("made"));
	}

	@Test
	void listenersAreBeans() {
		List<String> told = new ArrayList<>();
		this.runner.withBean(CallListener.class, () -> new CallListener() {

			@Override
			public void failed(ExecuteDefinition execute, Throwable exception, int attempts) {
				told.add(execute.name() + ": " + exception.getMessage());
			}

		}).run((context) -> {
			Clans clans = context.getBean(Clans.class);
			assertThatIllegalStateException().isThrownBy(clans::fail);
			assertThat(told).containsExactly("clans.fail: no clan");
		});
	}

	static class Factory implements FactoryBean<StringBuilder> {

		@Execute
		String make() {
			return "made";
		}

		@Override
		public StringBuilder getObject() {
			return new StringBuilder(make());
		}

		@Override
		public Class<?> getObjectType() {
			return StringBuilder.class;
		}

	}

	static class Clans {

		@Execute
		String fetch(String tag) {
			return "fetched " + tag;
		}

		@Execute
		void fail() {
			throw new IllegalStateException("no clan");
		}

	}

	static class Eager {

		final String clan;

		Eager(Clans clans) {
			this.clan = clans.fetch("#2PP");
		}

	}

}
