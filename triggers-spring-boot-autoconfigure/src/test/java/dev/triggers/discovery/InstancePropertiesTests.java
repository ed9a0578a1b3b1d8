package dev.triggers.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.util.TestPropertyValues.Type;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.StartPolicy.Mode;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.element.ElementCursor;
import dev.triggers.schedule.ScheduleType;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for properties below {@code triggers.instances}.
 */
@ExtendWith(OutputCaptureExtension.class)
class InstancePropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withUserConfiguration(DiscoveryConfiguration.class)
		.withBean("statusProbe", StatusProbe.class);

	private static TriggerDefinition trigger(BeanFactory context) {
		return context.getBean(Collected.class).get("statusProbe.probeAll");
	}

	@ParameterizedTest
	@ValueSource(strings = { "triggers.instances.statusProbe.probeAll.every",
			"triggers.instances.status-probe.probe-all.every", "triggers.instances[statusProbe.probeAll].every",
			"triggers.instances.[statusProbe.probeAll].every", "triggers.instances.STATUSPROBE.PROBEALL.EVERY",
			"triggers.instances.status_probe.probe_all.every" })
	void nameMayBeSpelledInManyWays(String property) {
		this.runner.withPropertyValues(property + "=7s")
			.run((context) -> assertThat(trigger(context).schedule().expression()).isEqualTo("7s"));
	}

	@Test
	void environmentVariablesSetAttributes() {
		this.runner
			.withInitializer((context) -> TestPropertyValues
				.of("TRIGGERS_INSTANCES_STATUSPROBE_PROBEALL_EVERY=8s",
						"TRIGGERS_INSTANCES_STATUSPROBE_PROBEALL_ITERARGS_0=a",
						"TRIGGERS_INSTANCES_STATUSPROBE_PROBEALL_ITERARGS_1=b",
						"TRIGGERS_INSTANCES_STATUSPROBE_PROBEALL_ON_STARTUP=false")
				.applyTo(context.getEnvironment(), Type.SYSTEM_ENVIRONMENT, "test-systemEnvironment"))
			.run((context) -> {
				assertThat(trigger(context).schedule().expression()).isEqualTo("8s");
				assertThat(elements(trigger(context))).containsExactly("a", "b");
				assertThat(trigger(context).start().onStartup()).isFalse();
				assertThat(trigger(context).documentation().origin("every").location())
					.contains("TRIGGERS_INSTANCES_STATUSPROBE_PROBEALL_EVERY");
			});
	}

	@Test
	void scheduleOfTheFirstSourceReplacesThoseOfTheOthers() {
		this.runner
			.withPropertyValues("spring.config.name=triggers-instances",
					"triggers.instances.status-probe.probe-all.every=5s")
			.run((context) -> assertThat(trigger(context).schedule().expression()).isEqualTo("5s"));
	}

	@Test
	void allAttributesCanBeSetInYaml() {
		this.runner.withPropertyValues("spring.config.name=triggers-instances").run((context) -> {
			TriggerDefinition trigger = trigger(context);
			assertThat(trigger.schedule().type()).isEqualTo(ScheduleType.CRON);
			assertThat(trigger.schedule().expression()).isEqualTo("0 3 * * *");
			assertThat(trigger.schedule().zone()).hasToString("Asia/Tokyo");
			assertThat(trigger.start().mode()).isEqualTo(Mode.MANUAL);
			assertThat(trigger.start().onStartup()).isFalse();
			assertThat(trigger.execution().count()).isEqualTo(3);
			assertThat(trigger.execution().misfire()).isEqualTo(MisfirePolicy.CATCH_UP);
			assertThat(trigger.execution().onFailure()).isEqualTo(FailurePolicy.STOP);
			assertThat(trigger.execution().concurrent()).isTrue();
			assertThat(trigger.execution().reconnect()).isEqualTo(ReconnectPolicy.DEFAULT);
			assertThat(trigger.work().concurrency()).isEqualTo(4);
			assertThat(trigger.references().logger()).isEqualTo("com.acme.probes");
			assertThat(trigger.documentation().description()).isEqualTo("From YAML");
			assertThat(trigger.documentation().tags()).containsExactly("x", "y");
			assertThat(trigger.documentation().unhealthyAfter()).isEqualTo(Duration.ofMinutes(15));
			assertThat(elements(trigger)).containsExactly("one", "two");
			assertThat(trigger.work().target().call(new Element(0, "one"))).isEqualTo("one 5");
		});
	}

	@Test
	void originHasFileAndLine() {
		this.runner.withPropertyValues("spring.config.name=triggers-instances")
			.run((context) -> assertThat(trigger(context).documentation().origin("cron"))
				.hasToString("property 'triggers.instances.statusprobe.probeall.cron'"
						+ " - class path resource [triggers-instances.yml] - 4:13"));
	}

	@Test
	void cronOfAnnotationCanBeReplacedByAnInterval() {
		this.runner.withBean("clans", Clans.class)
			.withPropertyValues("triggers.instances.clans.sync.every=10s",
					"triggers.instances.clans.sync.mode=fixed-rate")
			.run((context) -> assertThat(context.getBean(Collected.class).get("clans.sync").schedule().type())
				.isEqualTo(ScheduleType.FIXED_RATE));
	}

	@Test
	void dashDisablesATrigger() {
		this.runner.withPropertyValues("triggers.instances.status-probe.probe-all.cron=-").run((context) -> {
			assertThat(context.getBean(Collected.class).names()).isEmpty();
			assertThat(context.getBean(TriggerDiscovery.class).disabled()).extracting(DisabledTrigger::name)
				.containsExactly("statusProbe.probeAll");
		});
	}

	@Test
	void emptyPropertyLeavesTheAnnotationAsItIs() {
		this.runner.withPropertyValues("triggers.instances.status-probe.probe-all.every=${EVERY:}")
			.run((context) -> assertThat(trigger(context).schedule().expression()).isEqualTo("10s"));
	}

	@Test
	void commaSeparatesElements() {
		this.runner.withPropertyValues("triggers.instances.status-probe.probe-all.iter-args=a, b,c")
			.run((context) -> assertThat(elements(trigger(context))).containsExactly("a", "b", "c"));
	}

	@Test
	void commaInsideAPlaceholderOrExpressionSeparatesNoElements() {
		this.runner
			.withPropertyValues("triggers.instances.status-probe.probe-all.iter-args=#{{'x','y'}},${no.such:p,q}")
			.run((context) -> assertThat(elements(trigger(context))).containsExactly("x", "y", "p", "q"));
	}

	@Test
	void commaInAnArgumentBelongsToItUnlessANameFollows() {
		this.runner.withBean("numbers", Numbers.class)
			.withPropertyValues("triggers.instances.numbers.sum.args=l=1,2,3,factor=2")
			.run((context) -> assertThat(
					context.getBean(Collected.class).get("numbers.sum").work().target().call(new Element(0, "x")))
				.isEqualTo(12));
	}

	@Test
	void argumentsOfSeveralSourcesAreMerged() {
		this.runner.withBean("clans", Texts.class)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("last",
						Map.of("triggers.instances.clans.sync.args.limit", "1",
								"triggers.instances.clans.sync.args.search-mode", "fast"))))
			.withPropertyValues("triggers.instances.clans.sync.args.limit=9")
			.run((context) -> assertThat(
					context.getBean(Collected.class).get("clans.sync").work().target().call(new Element(0, "x")))
				.isEqualTo("9 fast"));
	}

	@Test
	void namesOfDisabledTriggersAreNotChecked() {
		this.runner.withBean("a", Same.class)
			.withBean("b", Same.class)
			.withPropertyValues("triggers.instances.same.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void unknownPropertiesAreWarnedAboutBeforeInvalidTriggersAreReported(CapturedOutput output) {
		this.runner
			.withPropertyValues("triggers.instances.status-probe.probe-all.every=1x",
					"triggers.instances.status-probe.probe-al.every=1s")
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(output).contains("[TRG-202] Property");
			});
	}

	@Test
	void unknownTriggerIsWarnedAbout(CapturedOutput output) {
		this.runner
			.withPropertyValues("triggers.instances.status-probe.probe-al.every=1s",
					"triggers.instances.status-probe.probe-al.count=1")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).containsOnlyOnce("[TRG-202] Property")
					.contains("[TRG-202] Property"
							+ " 'triggers.instances.status-probe.probe-al.every' (property source 'test') matches no trigger of this application context: there is none named 'status-probe.probe-al'."
							+ " Did you mean 'statusProbe.probeAll'?");
			});
	}

	@Test
	void unknownAttributeIsWarnedAbout(CapturedOutput output) {
		this.runner.withPropertyValues("triggers.instances.status-probe.probe-all.evrey=1s")
			.run((context) -> assertThat(output)
				.contains("has no effect: a trigger has no attribute 'evrey'." + " Did you mean 'every'?"));
	}

	@Test
	void knownPropertiesAreNotWarnedAbout(CapturedOutput output) {
		this.runner
			.withPropertyValues("spring.config.name=triggers-instances",
					"triggers.instances.statusProbe.probeAll.enabled=true")
			.run((context) -> assertThat(output).doesNotContain("TRG-202"));
	}

	private static Iterable<Object> elements(TriggerDefinition trigger) throws Exception {
		List<Object> elements = new ArrayList<>();
		try (ElementCursor cursor = trigger.work().elements().open()) {
			cursor.forEachRemaining(elements::add);
		}
		return elements;
	}

	static class StatusProbe {

		@IntervalTrigger(every = "10s", iterArgs = "x", args = "retries=2")
		String probeAll(String target, int retries) {
			return target + " " + retries;
		}

	}

	record Numbers() {

		@IntervalTrigger(every = "10s", args = { "l=1", "factor=1" })
		int sum(List<Integer> l, int factor) {
			return l.stream().mapToInt(Integer::intValue).sum() * factor;
		}

	}

	record Texts() {

		@IntervalTrigger("10s")
		String sync(int limit, String searchMode) {
			return limit + " " + searchMode;
		}

	}

	record Same() {

		@IntervalTrigger(every = "10s", name = "same")
		void sync() {
		}

	}

	record Clans(Environment environment) {

		@CronTrigger("@daily")
		void sync() {
		}

	}

}
