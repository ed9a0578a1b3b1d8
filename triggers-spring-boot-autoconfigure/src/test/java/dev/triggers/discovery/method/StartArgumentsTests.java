package dev.triggers.discovery.method;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.element.Element;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;
import dev.triggers.work.TriggerTarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link BeanMethodTarget} with the arguments of a start.
 */
class StartArgumentsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class)
		.withBean("wars", Wars.class);

	private void run(ContextConsumer<AssertableApplicationContext> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
		});
	}

	private static TriggerTarget target(BeanFactory context, String method) {
		return context.getBean(Collected.class).get("wars." + method).work().target();
	}

	private static TriggerTarget start(BeanFactory context, String method, @Nullable Object... arguments) {
		return target(context, method).withArguments(Arrays.asList(arguments));
	}

	@Test
	void argumentsGoToFreeParametersInOrderAndToEachCall() {
		run((context) -> {
			TriggerTarget started = start(context, "limited", "#2PP", 5);
			assertThat(started.call(null)).isEqualTo("#2PP 5");
			assertThat(started.call(null)).isEqualTo("#2PP 5");
			assertThat(started.describe()).isEqualTo(Wars.class.getName() + ".limited(String, int)");
		});
	}

	@Test
	void argumentsAreConverted() {
		run((context) -> assertThat(start(context, "limited", 2, "5").call(null)).isEqualTo("2 5"));
	}

	@Test
	void whatACollectionHoldsIsConverted() {
		run((context) -> {
			assertThat(start(context, "sum", List.of("1", 2)).call(null)).isEqualTo(3);
			assertThatIllegalArgumentException().isThrownBy(() -> start(context, "sum", List.of("many")))
				.withMessageContaining("cannot be converted to parameter 'limits' (java.util.List)");
		});
	}

	@Test
	void collectionThatFitsIsPassedAsItIs() {
		List<Integer> limits = new ArrayList<>(List.of(1, 2));
		run((context) -> assertThat(start(context, "same", limits).call(null)).isSameAs(limits));
	}

	@Test
	void elementAndArgsKeepTheirParameters() {
		run((context) -> assertThat(start(context, "mixed", "10s", "last").call(new Element(0, "tag")))
			.isEqualTo("2.5 tag PT10S last"));
	}

	@Test
	void eachStartHasItsOwnArguments() {
		run((context) -> {
			TriggerTarget first = start(context, "limited", "a", 1);
			TriggerTarget second = first.withArguments(List.of("b", 2));
			assertThat(first.call(null)).isEqualTo("a 1");
			assertThat(second.call(null)).isEqualTo("b 2");
		});
	}

	@Test
	void nullIsPassedToAnObject() {
		run((context) -> assertThat(start(context, "limited", null, 1).call(null)).isEqualTo("null 1"));
	}

	@Test
	void nullForAPrimitiveIsRefused() {
		run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> start(context, "limited", "a", null))
			.withMessage("[TRG-106] Argument 2 of the start of trigger 'wars.limited' (null) cannot be converted to"
					+ " parameter 'limit' (int) of " + Wars.class.getName()
					+ ".limited(String, int). Give a value, or declare the parameter as an object."
					+ " Start it by triggers.start(\"wars.limited\", tag, limit)."));
	}

	@Test
	void argumentOfAnotherTypeIsRefused() {
		run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> start(context, "limited", "a", "five"))
			.withMessage("[TRG-106] Argument 2 of the start of trigger 'wars.limited' (java.lang.String) cannot be"
					+ " converted to parameter 'limit' (int) of " + Wars.class.getName()
					+ ".limited(String, int): For input string: \"five\". Correct the value, or change the type of the"
					+ " parameter. Start it by triggers.start(\"wars.limited\", tag, limit)."));
	}

	@Test
	void wrongNumberOfArgumentsIsRefused() {
		run((context) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> start(context, "limited", "a"))
				.withMessage("[TRG-102] Start of trigger 'wars.limited' needs 2 arguments, but has 1, for parameters"
						+ " 'tag' (String), 'limit' (int) of " + Wars.class.getName()
						+ ".limited(String, int). Start it by triggers.start(\"wars.limited\", tag, limit).");
			assertThatIllegalArgumentException().isThrownBy(() -> start(context, "single"))
				.withMessageStartingWith("[TRG-102] Start of trigger 'wars.single' needs 1 argument, but has none, for"
						+ " parameter 'limit' (int) of ");
			assertThatIllegalArgumentException().isThrownBy(() -> start(context, "single", 1, 2))
				.withMessageContaining("needs 1 argument, but has 2");
		});
	}

	@Test
	void callBeforeAnyStartWithArgumentsFails() {
		run((context) -> assertThatIllegalStateException().isThrownBy(() -> target(context, "limited").call(null))
			.withMessage("[TRG-102] Trigger 'wars.limited' has not been started with values for parameters 'tag'"
					+ " (String), 'limit' (int) of " + Wars.class.getName()
					+ ".limited(String, int), so it cannot execute."
					+ " Start it by triggers.start(\"wars.limited\", tag, limit)."));
	}

	@Test
	void argumentsForATriggerWithoutFreeParametersAreRefused() {
		run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> start(context, "plain", "a", "b"))
			.withMessage("[TRG-102] Start of trigger 'wars.plain' takes no arguments, but has 2: "
					+ Wars.class.getName() + ".plain() needs no values. Start it by triggers.start(\"wars.plain\")."));
	}

	@Test
	void targetWithoutFreeParametersIsTheSameAfterAStart() {
		run((context) -> assertThat(start(context, "plain")).isSameAs(target(context, "plain")));
	}

	@Test
	void manualInAPropertyAllowsFreeParameters() {
		this.runner.withBean("clans", Clans.class)
			.withPropertyValues("triggers.instances.clans.sync.manual=true")
			.run((context) -> assertThat(context.getBean(Collected.class)
				.get("clans.sync")
				.work()
				.target()
				.withArguments(List.of("a"))
				.call(null)).isEqualTo("a"));
	}

	@Test
	void restOfTheArgumentsGoesToAVariableParameter() {
		run((context) -> {
			assertThat(start(context, "several", "a").call(null)).isEqualTo("a []");
			assertThat(start(context, "several", "a", 1, "2").call(null)).isEqualTo("a [1, 2]");
			assertThat(start(context, "several", "a", new int[] { 1, 2 }).call(null)).isEqualTo("a [1, 2]");
			assertThat(start(context, "several", "a", List.of("1", 2)).call(null)).isEqualTo("a [1, 2]");
			assertThatIllegalArgumentException().isThrownBy(() -> start(context, "several"))
				.withMessageContaining("needs at least 1 argument, but has none");
			assertThatIllegalArgumentException().isThrownBy(() -> start(context, "several", "a", 1, "x"))
				.withMessageStartingWith("[TRG-106] List of arguments 2 to 3 of the start of trigger 'wars.several'"
						+ " (java.util.ArrayList) cannot be converted to parameter 'limits' (int[])");
		});
	}

	@Test
	void variableParameterMayBeEmptyAndTakesAnyObject() {
		run((context) -> {
			assertThat(target(context, "any").call(null)).isEqualTo("[]");
			assertThat(start(context, "any").call(null)).isEqualTo("[]");
			assertThat(start(context, "any", "a", null).call(null)).isEqualTo("[a, null]");
			assertThat(start(context, "any", List.of("a", "b")).call(null)).isEqualTo("[[a, b]]");
			assertThat(start(context, "any", (Object) new String[] { "a", "b" }).call(null)).isEqualTo("[a, b]");
			assertThat(start(context, "any", (Object) null).call(null)).isEqualTo("[null]");
		});
	}

	static class Wars {

		@IntervalTrigger(every = "10s", manual = true)
		String limited(String tag, int limit) {
			return tag + " " + limit;
		}

		@IntervalTrigger(every = "10s", manual = true)
		void single(int limit) {
		}

		@IntervalTrigger(every = "10s", manual = true, iterArgs = "x", args = "factor=2.5")
		Object mixed(double factor, String tag, Duration pause, String text) {
			return factor + " " + tag + " " + pause + " " + text;
		}

		@IntervalTrigger("10s")
		void plain() {
		}

		@IntervalTrigger(every = "10s", manual = true)
		String several(String tag, int... limits) {
			return tag + " " + Arrays.toString(limits);
		}

		@IntervalTrigger(every = "10s", manual = true)
		int sum(List<Integer> limits) {
			int sum = 0;
			for (int limit : limits) {
				sum += limit;
			}
			return sum;
		}

		@IntervalTrigger(every = "10s", manual = true)
		Object same(List<Integer> limits) {
			return limits;
		}

		@IntervalTrigger(every = "10s", manual = true)
		String any(Object... values) {
			return Arrays.toString(values);
		}

	}

	static class Clans {

		@IntervalTrigger("10s")
		String sync(String tag) {
			return tag;
		}

	}

}
