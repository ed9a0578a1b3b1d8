package dev.triggers.discovery.execute;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;

import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.definition.CallReferences;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.work.UserCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ExecuteMethods}.
 */
class ExecuteMethodsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class)
		.withBean(ConcurrencyGroups.class,
				() -> new ConcurrencyGroups(
						List.of(new ConcurrencyGroup("api", GroupLimits.unlimited()),
								new ConcurrencyGroup("db", GroupLimits.unlimited())),
						new SchedulerTimer(new ManualTaskScheduler())))
		.withBean(RetryPolicies.class, () -> new RetryPolicies(Map.of("patient", RetryPolicy.none())))
		.withBean(FakeGuard.class)
		.withBean("clans", Clans.class);

	private void run(ThrowingConsumer test) {
		this.runner.withPropertyValues("app.groups=db,api", "app.name=placed").run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context.getBean(Collected.class).executes());
		});
	}

	private static ExecuteDefinition get(List<ExecuteDefinition> definitions, String name) {
		return definitions.stream()
			.filter((definition) -> definition.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError(name));
	}

	private static @Nullable Object call(List<ExecuteDefinition> definitions, String name,
			@Nullable Object... arguments) throws Throwable {
		return bind(definitions, name, arguments).call();
	}

	private static UserCode bind(List<ExecuteDefinition> definitions, String name, @Nullable Object... arguments) {
		return get(definitions, name).target().bind(Arrays.asList(arguments));
	}

	@Test
	void nameIsThatOfBeanAndMethodUnlessItIsSet() {
		run((definitions) -> assertThat(definitions).extracting(ExecuteDefinition::name)
			.containsExactlyInAnyOrder("clans.fetch", "placed", "composed", "clans.several", "clans.load",
					"clans.inherited", "clans.both", "clans.declared", "clans.fail"));
	}

	@Test
	void groupsAndPolicyAreRead() {
		run((definitions) -> {
			assertThat(get(definitions, "clans.fetch").calls()).isEqualTo(CallReferences.NONE);
			assertThat(get(definitions, "placed").calls()).isEqualTo(new CallReferences(List.of("db", "api"), null));
			assertThat(get(definitions, "composed").calls()).isEqualTo(new CallReferences(List.of("api"), "patient"));
		});
	}

	@Test
	void annotationsOfSuperclassesAndInterfacesCount() {
		run((definitions) -> {
			assertThat(call(definitions, "clans.inherited")).isEqualTo("overridden");
			assertThat(call(definitions, "clans.declared")).isEqualTo("implemented");
		});
	}

	@Test
	void triggerOnAnOverridingMethodLeavesTheExecuteOfTheOverriddenOne() {
		this.runner.withPropertyValues("app.groups=db", "app.name=placed").run((context) -> {
			Collected collected = context.getBean(Collected.class);
			assertThat(collected.names()).containsExactly("clans.both");
			assertThat(get(collected.executes(), "clans.both").calls().groups()).containsExactly("db");
		});
	}

	@Test
	void argumentsAreBoundInTheirOrderAndConverted() {
		run((definitions) -> {
			assertThat(call(definitions, "clans.load", "#2PP", "5")).isEqualTo("#2PP 5");
			assertThat(call(definitions, "clans.several", "a", "1", 2)).isEqualTo("a [1, 2]");
			assertThat(call(definitions, "clans.several", "a")).isEqualTo("a []");
		});
	}

	@Test
	void callCanBeMadeAnyNumberOfTimes() {
		run((definitions) -> {
			UserCode code = bind(definitions, "clans.load", "#2PP", 5);
			assertThat(code.call()).isEqualTo("#2PP 5");
			assertThat(code.call()).isEqualTo("#2PP 5");
		});
	}

	@Test
	void wrongNumberOfArgumentsIsRefusedAtOnce() {
		run((definitions) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> bind(definitions, "clans.load", "#2PP"))
				.withMessage("[TRG-102] Call of @Execute 'clans.load' needs 2 arguments, but has 1, for parameters"
						+ " 'tag' (String), 'limit' (int) of " + Clans.class.getName()
						+ ".load(String, int). Call it by executions.execute(\"clans.load\", tag, limit).");
			assertThatIllegalArgumentException().isThrownBy(() -> bind(definitions, "clans.fetch", "#2PP"))
				.withMessage("[TRG-102] Call of @Execute 'clans.fetch' takes no arguments, but has 1: "
						+ Clans.class.getName()
						+ ".fetch() needs no values. Call it by executions.execute(\"clans.fetch\").");
		});
	}

	@Test
	void argumentThatCannotBeConvertedIsRefusedAtOnce() {
		run((definitions) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> bind(definitions, "clans.load", "#2PP", "many"))
			.withMessageStartingWith("[TRG-106] Argument 2 of the call of @Execute 'clans.load' (java.lang.String)"
					+ " cannot be converted to parameter 'limit' (int) of " + Clans.class.getName()
					+ ".load(String, int): For input string: \"many\".")
			.withMessageEndingWith("Call it by executions.execute(\"clans.load\", tag, limit)."));
	}

	@Test
	void exceptionOfTheMethodIsNotWrapped() {
		run((definitions) -> assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> call(definitions, "clans.fail"))
			.withMessage("down"));
	}

	@FunctionalInterface
	interface ThrowingConsumer {

		void accept(List<ExecuteDefinition> definitions) throws Throwable;

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Execute(groups = "api", retry = "patient")
	@interface Patient {

		@AliasFor(annotation = Execute.class, attribute = "name")
		String value();

	}

	interface Remote {

		@Execute
		String declared();

	}

	abstract static class Base {

		@Execute
		String inherited() {
			return "base";
		}

		@Execute(groups = "db")
		void both() {
		}

	}

	static class Clans extends Base implements Remote {

		@Execute
		void fetch() {
		}

		@Execute(name = "${app.name}", groups = "${app.groups}")
		void place() {
		}

		@Patient("composed")
		void compose() {
		}

		@Execute
		String load(String tag, int limit) {
			return tag + " " + limit;
		}

		@Execute
		String several(String tag, int... limits) {
			return tag + " " + Arrays.toString(limits);
		}

		@Execute
		void fail() throws IOException {
			throw new IOException("down");
		}

		@Override
		String inherited() {
			return "overridden";
		}

		@Override
		@IntervalTrigger("10s")
		void both() {
		}

		@Override
		public String declared() {
			return "implemented";
		}

	}

}
