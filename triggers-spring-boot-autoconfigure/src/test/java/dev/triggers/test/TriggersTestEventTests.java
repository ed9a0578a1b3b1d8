package dev.triggers.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerEvent;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.execution.Cause;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerEvent} as methods get it, in virtual time.
 */
@SpringJUnitConfig
@TriggersTest
class TriggersTestEventTests {

	@Autowired
	private TriggerTester tester;

	@Autowired
	private Triggers triggers;

	@Autowired
	private Jobs jobs;

	@BeforeEach
	void forget() {
		this.jobs.reset();
	}

	@Test
	void eventTellsAboutItsExecution() {
		List<OptionalLong> remaining = new ArrayList<>();
		List<Optional<Duration>> previous = new ArrayList<>();
		List<Long> iterations = new ArrayList<>();
		this.jobs.action = (event) -> {
			remaining.add(event.remaining());
			previous.add(event.previousDuration());
			iterations.add(event.iteration());
			assertThat(event.startTime()).isEqualTo(event.scheduledTime()).isEqualTo(this.tester.now());
			assertThat(event.triggerName()).isEqualTo("jobs.counted");
			this.tester.advance(Duration.ofSeconds(event.iteration()));
		};
		this.triggers.start("jobs.counted");
		this.tester.advance(Duration.ofHours(5));
		assertThat(iterations).containsExactly(1L, 2L, 3L);
		assertThat(remaining).containsExactly(OptionalLong.of(2), OptionalLong.of(1), OptionalLong.of(0));
		assertThat(previous).containsExactly(Optional.empty(), Optional.of(Duration.ofSeconds(1)),
				Optional.of(Duration.ofSeconds(2)));
	}

	@Test
	void eventKnowsWhyAndWhichExecution() {
		List<Cause> causes = new ArrayList<>();
		this.jobs.action = (event) -> {
			causes.add(event.cause());
			assertThat(event.remaining()).isEmpty();
		};
		TriggerResult result = this.tester.fire("jobs.each");
		assertThat(causes).containsExactly(Cause.MANUAL, Cause.MANUAL, Cause.MANUAL);
		assertThat(this.jobs.last).isNotNull();
		assertThat(this.jobs.last.executionId()).isEqualTo(result.execution().id());
	}

	@Test
	void eventTellsHowFarTheExecutionIs() {
		List<ElementCounts> counts = new ArrayList<>();
		this.jobs.action = (event) -> {
			counts.add(event.progress().counts());
			if (counts.size() == 2) {
				throw new IllegalStateException();
			}
		};
		this.tester.fire("jobs.each");
		assertThat(counts).containsExactly(new ElementCounts(3L, 0, 0, 0, 1), new ElementCounts(3L, 1, 0, 0, 1),
				new ElementCounts(3L, 1, 1, 0, 1));
		assertThat(this.jobs.last).isNotNull();
		assertThat(this.jobs.last.progress().counts()).isEqualTo(new ElementCounts(3L, 2, 1, 0, 0));
	}

	@Test
	void eventStartsAndStopsTriggers() {
		this.jobs.action = (event) -> {
			event.start("jobs.each");
			assertThat(event.stop("jobs.counted")).isTrue();
		};
		this.triggers.start("jobs.counted");
		this.tester.advance(Duration.ZERO);
		assertThat(this.triggers.get("jobs.counted").state()).isEqualTo(TriggerState.STOPPED);
		assertThat(this.triggers.get("jobs.each").isRunning()).isTrue();
	}

	@Test
	void eventCancelsItsOwnExecution() {
		this.jobs.action = (event) -> assertThat(event.cancel("jobs.each")).isTrue();
		this.triggers.start("jobs.each");
		this.tester.advance(Duration.ZERO);
		TriggerResult result = this.tester.executions("jobs.each").get(0);
		assertThat(result.execution().outcome()).isEqualTo(Outcome.CANCELLED);
		assertThat(result.execution().counts().ended()).isOne();
	}

	@Test
	void unknownNamesFailWithTheNearest() {
		this.jobs.action = (event) -> event.start("jobs.eahc");
		assertThat(this.tester.fire("jobs.each")).failed().hasFailureOf(NoSuchTriggerException.class);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		@Bean
		Jobs jobs() {
			return new Jobs();
		}

	}

	static class Jobs {

		private Consumer<TriggerEvent> action = (event) -> {
		};

		private @Nullable TriggerEvent last;

		void reset() {
			this.action = (event) -> {
			};
			this.last = null;
		}

		@IntervalTrigger(every = "1h", count = 3, manual = true)
		void counted(TriggerEvent event) {
			this.action.accept(event);
		}

		@IntervalTrigger(every = "1h", manual = true, iterArgs = { "a", "b", "c" })
		void each(TriggerEvent event, String element) {
			this.last = event;
			this.action.accept(event);
		}

	}

}
