package dev.triggers.discovery.method;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import dev.triggers.TriggerEvent;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.element.Element;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;
import dev.triggers.testsupport.TestEvent;
import dev.triggers.work.CallContext;
import dev.triggers.work.TriggerTarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link BeanMethodTarget} with parameters for the execution.
 */
class EventArgumentsTests {

	private static final TestEvent FIRST = new TestEvent("wars", 1);

	private static final TestEvent SECOND = new TestEvent("wars", 2);

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

	@Test
	void eventIsTheOnlyArgument() {
		run((context) -> assertThat(target(context, "alone").within(FIRST).call(null)).isSameAs(FIRST));
	}

	@Test
	void contextIsTheEventToo() {
		run((context) -> assertThat(target(context, "contexts").within(FIRST).call(null))
			.isEqualTo(List.of(FIRST, FIRST)));
	}

	@Test
	void elementAndArgsGoToTheOtherParameters() {
		run((context) -> assertThat(target(context, "mixed").within(FIRST).call(new Element(0, "#2PP")))
			.isEqualTo("1 #2PP 5"));
	}

	@Test
	void argumentsOfAStartGoToTheOtherParameters() {
		run((context) -> {
			TriggerTarget target = target(context, "started");
			assertThat(target.withArguments(List.of("#2PP", "7")).within(FIRST).call(null)).isEqualTo("#2PP 1 7");
			assertThat(target.within(FIRST).withArguments(List.of("#2PP", 7)).call(null)).isEqualTo("#2PP 1 7");
		});
	}

	@Test
	void eachExecutionHasItsOwnEvent() {
		run((context) -> {
			TriggerTarget started = target(context, "started").withArguments(List.of("a", 0));
			TriggerTarget first = started.within(FIRST);
			TriggerTarget second = first.within(SECOND);
			assertThat(first.call(null)).isEqualTo("a 1 0");
			assertThat(second.call(null)).isEqualTo("a 2 0");
		});
	}

	@Test
	void variableParameterMayFollow() {
		run((context) -> {
			TriggerTarget target = target(context, "several");
			assertThat(target.within(FIRST).call(null)).isEqualTo("1 0");
			assertThat(target.withArguments(List.of("a", "b")).within(FIRST).call(null)).isEqualTo("1 2");
		});
	}

	@Test
	void parameterOfAnotherTypeTakesTheElement() {
		run((context) -> assertThat(target(context, "object").within(FIRST).call(new Element(0, "#2PP")))
			.isEqualTo("#2PP"));
	}

	@Test
	void targetThatTakesNoEventIsTheSameForAllExecutions() {
		run((context) -> {
			TriggerTarget target = target(context, "object");
			assertThat(target.within(FIRST)).isSameAs(target);
		});
	}

	@Test
	void callOutsideOfAnExecutionFails() {
		run((context) -> assertThatIllegalStateException().isThrownBy(() -> target(context, "alone").call(null))
			.withMessage(Wars.class.getName() + ".alone(TriggerEvent) is called without the execution that it takes"));
	}

	static class Wars {

		@IntervalTrigger("10s")
		Object alone(TriggerEvent event) {
			return event;
		}

		@IntervalTrigger("10s")
		Object contexts(CallContext context, TriggerEvent event) {
			return List.of(context, event);
		}

		@IntervalTrigger(every = "10s", iterArgs = "x", args = "limit=5")
		Object mixed(TriggerEvent event, String tag, int limit) {
			return event.iteration() + " " + tag + " " + limit;
		}

		@IntervalTrigger(every = "10s", manual = true)
		Object started(String tag, TriggerEvent event, int limit) {
			return tag + " " + event.iteration() + " " + limit;
		}

		@IntervalTrigger(every = "10s", manual = true)
		Object several(TriggerEvent event, String... tags) {
			return event.iteration() + " " + tags.length;
		}

		@IntervalTrigger(every = "10s", iterArgs = "x")
		Object object(Object element) {
			return element;
		}

	}

}
