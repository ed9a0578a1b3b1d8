package dev.triggers.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.history.ExecutionHistory;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.execution.history.RecordedFailure;
import dev.triggers.history.InMemoryExecutionHistory;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@link ExecutionHistory} of an application.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExecutionHistoryTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	void everybodyFindsAnExecutionThatHasEnded() {
		this.runner.run((context) -> {
			CompletableFuture<Execution> fired = context.getBean(Triggers.class).get("clans.sync").fire();
			ExecutionHistory history = context.getBean(ExecutionHistory.class);
			List<RecordedExecution> atTheEnd = new ArrayList<>();
			fired.thenAccept((execution) -> atTheEnd.addAll(history.executions("clans.sync")));
			context.getBean(ManualTaskScheduler.class).runDue();
			assertThat(fired).isCompleted();
			assertThat(context.getBean(FirstListener.class).seen).hasSize(1);
			assertThat(atTheEnd).hasSize(1);
			assertThat(history).isInstanceOf(InMemoryExecutionHistory.class);
			assertThat(history.find("clans.sync", fired.join().id())).isEqualTo(atTheEnd.get(0));
			assertThat(atTheEnd.get(0).failures()).extracting(RecordedFailure::message).containsExactly("no b");
		});
	}

	@Test
	void propertiesSetItsBounds() {
		this.runner.withPropertyValues("triggers.history.executions=2", "triggers.history.failures=0")
			.run((context) -> {
				context.getBean(Triggers.class).get("clans.sync").start();
				context.getBean(ManualTaskScheduler.class).advanceBy(Duration.ofMinutes(1));
				List<RecordedExecution> executions = context.getBean(ExecutionHistory.class).executions("clans.sync");
				assertThat(executions).hasSize(2)
					.allSatisfy((execution) -> assertThat(execution.failures()).isEmpty())
					.allSatisfy((execution) -> assertThat(execution.elements().failed()).isOne());
			});
	}

	@Test
	void unregisteredTriggerIsForgotten() {
		this.runner.run((context) -> {
			context.getBean(Triggers.class).get("clans.sync").fire();
			context.getBean(ManualTaskScheduler.class).runDue();
			assertThat(context.getBean(ExecutionHistory.class).executions("clans.sync")).hasSize(1);
			context.getBean(Triggers.class).unregister("clans.sync");
			assertThat(context.getBean(ExecutionHistory.class).executions("clans.sync")).isEmpty();
		});
	}

	@Test
	void brokenHistoryOfTheApplicationHurtsNobody(CapturedOutput output) {
		this.runner.withBean(BrokenHistory.class).run((context) -> {
			assertThat(context).hasSingleBean(ExecutionHistory.class);
			CompletableFuture<Execution> fired = context.getBean(Triggers.class).get("clans.sync").fire();
			context.getBean(ManualTaskScheduler.class).runDue();
			assertThat(fired).isCompleted();
			assertThat(output).contains("cannot be written to the history " + BrokenHistory.class.getName());
		});
	}

	@Test
	void historyOfAParentIsNotThatOfItsChildren() {
		this.runner.run((parent) -> this.runner.withParent(parent).run((child) -> {
			child.getBean(Triggers.class).get("clans.sync").fire();
			child.getBean(ManualTaskScheduler.class).runDue();
			assertThat(child.getBean(ExecutionHistory.class).executions("clans.sync")).hasSize(1);
			assertThat(parent.getBean(ExecutionHistory.class).executions("clans.sync")).isEmpty();
		}));
	}

	@Test
	void historyThatAParentReplacesIsNotThatOfItsChildren() {
		this.runner.withBean("own", BrokenHistory.class).run((parent) -> this.runner.withParent(parent).run((child) -> {
			assertThat(child).hasNotFailed();
			child.getBean(Triggers.class).get("clans.sync").fire();
			child.getBean(ManualTaskScheduler.class).runDue();
			assertThat(child.getBean(InMemoryExecutionHistory.class).executions("clans.sync")).hasSize(1);
		}));
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean({ "triggersTaskScheduler", "triggersTaskExecutor" })
		ManualTaskScheduler triggersTaskScheduler() {
			return new ManualTaskScheduler();
		}

		@Bean
		Clans clans() {
			return new Clans();
		}

		@Bean
		FirstListener firstListener(BeanFactory beanFactory) {
			return new FirstListener(beanFactory);
		}

	}

	static class Clans {

		@IntervalTrigger(every = "10s", iterArgs = { "a", "b" }, manual = true)
		void sync(String tag) {
			if (tag.equals("b")) {
				throw new IllegalStateException("no b");
			}
		}

	}

	/**
	 * Listener that wants to be called as early as it can.
	 */
	static class FirstListener implements ExecutionListener, Ordered {

		private final BeanFactory beanFactory;

		private final List<RecordedExecution> seen = new ArrayList<>();

		FirstListener(BeanFactory beanFactory) {
			this.beanFactory = beanFactory;
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void onEvent(ExecutionEvent event) {
			if (event instanceof ExecutionEvent.Finished) {
				this.seen.addAll(this.beanFactory.getBean(ExecutionHistory.class).executions("clans.sync"));
			}
		}

	}

	static class BrokenHistory implements ExecutionHistory {

		@Override
		public void record(RecordedExecution execution) {
			throw new IllegalStateException("broken");
		}

		@Override
		public List<RecordedExecution> executions(String trigger) {
			throw new IllegalStateException("broken");
		}

		@Override
		public @Nullable RecordedExecution find(String trigger, ExecutionId id) {
			throw new IllegalStateException("broken");
		}

		@Override
		public void forget(String trigger) {
			throw new IllegalStateException("broken");
		}

	}

}
