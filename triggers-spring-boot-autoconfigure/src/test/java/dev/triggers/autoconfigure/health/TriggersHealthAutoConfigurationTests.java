package dev.triggers.autoconfigure.health;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.health.TriggersHealthIndicator;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link TriggersHealthAutoConfiguration} and {@link TriggersHealthIndicator}.
 */
class TriggersHealthAutoConfigurationTests {

	private final ManualTaskScheduler time = new ManualTaskScheduler();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TriggersAutoConfiguration.class, TriggersHealthAutoConfiguration.class))
		.withBean("triggersTaskScheduler", TaskScheduler.class, () -> this.time)
		.withBean("triggersTaskExecutor", Executor.class, () -> this.time)
		.withBean("triggersTimer", MonotonicTimer.class, () -> new SchedulerTimer(this.time, this.time::nanoTime));

	private void run(TriggerSpec spec, Consumer<AssertableApplicationContext> test) {
		this.runner.withBean(TriggerSpec.class, () -> spec).run(test::accept);
	}

	private static TriggerSpec.Builder spec() {
		return TriggerSpec.named("wars").every("1m").autostart(true).unhealthyAfter(Duration.ofMinutes(15));
	}

	private static Health health(BeanFactory context) {
		Health health = context.getBean("triggersHealthIndicator", HealthIndicator.class).health();
		assertThat(health).isNotNull();
		return health;
	}

	@Test
	void isUpWithCounts() {
		run(spec().execute(() -> {
		}), (context) -> assertThat(health(context)).isEqualTo(Health.up()
			.withDetail("registered", 1)
			.withDetail("running", 1L)
			.withDetail("failed", List.of())
			.build()));
	}

	@Test
	void backsOffForABeanOfTheApplication() {
		HealthIndicator own = () -> Health.unknown().build();
		this.runner.withBean("triggersHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).hasSingleBean(HealthIndicator.class)
				.doesNotHaveBean(TriggersHealthIndicator.class));
	}

	@Test
	void contextWithTriggersOfItsOwnHasItsOwnHealth() {
		this.runner
			.run((parent) -> this.runner.withParent(parent).withBean(TriggerSpec.class, () -> spec().execute(() -> {
			})).run((context) -> assertThat(health(context).getDetails()).containsEntry("registered", 1)));
	}

	@Test
	void isOffByProperty() {
		this.runner.withPropertyValues("management.health.triggers.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TriggersHealthIndicator.class));
	}

	@Test
	void isOffWithoutHealth() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("triggersHealthIndicator"));
	}

	@Test
	void isUpIfTriggersAreMocked() {
		this.runner.withBean(Triggers.class, () -> mock(Triggers.class))
			.run((context) -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
	}

	@Test
	void failedExecutionsDoNotMatter() {
		run(TriggerSpec.named("wars").every("1h").autostart(true).execute(() -> {
			throw new IllegalStateException("failed");
		}), (context) -> {
			this.time.advanceBy(Duration.ofDays(3));
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void triggerWithoutSuccessForTooLongIsNamed() {
		run(spec().execute(() -> {
			throw new IllegalStateException("failed");
		}), (context) -> {
			this.time.advanceBy(Duration.ofMinutes(15).minusNanos(1));
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			this.time.advanceBy(Duration.ofMinutes(5));
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(health(context).getDetails()).containsEntry("unhealthy",
					Map.of("wars", "no success for 19 min 59 s, allowed are 15 min"));
		});
	}

	@Test
	void timeWithoutSuccessCountsFromTheLastSuccessAndFromTheLastStart() {
		boolean[] fails = new boolean[1];
		run(spec().execute(() -> {
			if (fails[0]) {
				throw new IllegalStateException("failed");
			}
		}), (context) -> {
			Triggers triggers = context.getBean(Triggers.class);
			this.time.advanceBy(Duration.ofHours(1));
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			fails[0] = true;
			this.time.advanceBy(Duration.ofMinutes(14));
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			this.time.advanceBy(Duration.ofMinutes(2));
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			triggers.stop("wars");
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			triggers.start("wars");
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			this.time.advanceBy(Duration.ofMinutes(15));
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void triggerThatNobodyStartedIsHealthy() {
		run(spec().autostart(false).manual().execute(() -> {
		}), (context) -> {
			this.time.advanceBy(Duration.ofDays(3));
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void triggerThatEndedByAFailureIsAsOneThatGoesOnFailing() {
		run(spec().onFailure(FailurePolicy.STOP).execute(() -> {
			throw new IllegalStateException("failed");
		}), (context) -> {
			this.time.advanceBy(Duration.ofMinutes(5));
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(health(context).getDetails()).containsEntry("failed", List.of("wars"))
				.containsEntry("running", 0L);
			this.time.advanceBy(Duration.ofMinutes(10));
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void startBeginsAnewWhenTheContextGoesOn() {
		run(spec().execute(() -> {
		}), (context) -> {
			this.time.advanceBy(Duration.ofMinutes(1));
			context.getSourceApplicationContext().stop();
			this.time.advanceBy(Duration.ofDays(1));
			context.getSourceApplicationContext().start();
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void schedulerThatRefusesTasksIsDead() {
		TaskScheduler scheduler = mock(TaskScheduler.class);
		given(scheduler.getClock()).willReturn(Clock.systemUTC());
		given(scheduler.schedule(any(), any(Instant.class))).willThrow(new RejectedExecutionException("shut down"));
		this.runner.withBean("other", TaskScheduler.class, () -> scheduler)
			.withBean(TriggerSpec.class, () -> spec().autostart(false).manual().scheduler("other").execute(() -> {
			}))
			.run((context) -> {
				Health health = health(context);
				assertThat(health.getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.getDetails()).containsEntry("deadSchedulers",
						Map.of("other", "refuses tasks: java.util.concurrent.RejectedExecutionException: shut down"));
			});
	}

	@Test
	void deadSchedulerOfSpringGivesTheSameReasonEachTime() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		this.runner.withBean("other", TaskScheduler.class, () -> scheduler)
			.withBean(TriggerSpec.class, () -> spec().autostart(false).manual().scheduler("other").execute(() -> {
			}))
			.run((context) -> {
				scheduler.shutdown();
				assertThat(health(context).getDetails()).containsEntry("deadSchedulers",
						Map.of("other", "refuses tasks: org.springframework.core.task.TaskRejectedException: "
								+ "ExecutorService in shutdown state did not accept task: sign of life"));
			});
	}

	@Test
	void schedulerThatRunsNothingIsDead() {
		TaskScheduler scheduler = mock(TaskScheduler.class);
		given(scheduler.getClock()).willReturn(Clock.systemUTC());
		this.runner.withBean("other", TaskScheduler.class, () -> scheduler)
			.withBean(TriggerSpec.class, () -> spec().autostart(false).manual().scheduler("other").execute(() -> {
			}))
			.run((context) -> {
				this.time.advanceBy(Duration.ofDays(1));
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				this.time.advanceBy(Duration.ofSeconds(9));
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				this.time.advanceBy(Duration.ofSeconds(3));
				assertThat(health(context).getDetails()).containsEntry("deadSchedulers",
						Map.of("other", "has not run a task that was due 12 s ago"));
			});
	}

	@Test
	void schedulerThatRunsWhatIsDueIsAlive() {
		run(spec().execute(() -> {
		}), (context) -> {
			for (int i = 0; i < 3; i++) {
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				this.time.advanceBy(Duration.ofHours(1));
			}
		});
	}

	@Test
	void schedulerWhoseThreadsExecuteIsAlive() {
		ManualTaskScheduler other = new ManualTaskScheduler();
		this.runner.withBean("other", TaskScheduler.class, () -> other).withBean(Slow.class).run((context) -> {
			Slow slow = context.getBean(Slow.class);
			slow.duringExecution = () -> {
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				this.time.advanceBy(Duration.ofMinutes(1));
				assertThat(health(context).getStatus()).isEqualTo(Status.UP);
				slow.asked = true;
			};
			other.runDue();
			assertThat(slow.asked).isTrue();
		});
	}

	static class Slow {

		private Runnable duringExecution = () -> {
		};

		private boolean asked;

		@IntervalTrigger(every = "1h", scheduler = "other", autostart = "true")
		void run() throws IOException {
			this.duringExecution.run();
		}

	}

}
