package dev.triggers.discovery.error;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import dev.triggers.TriggerErrorHandler;
import dev.triggers.TriggerFailure;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;
import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.ExecutionEvent.CallFailed;
import dev.triggers.execution.ExecutionId;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ErrorHandlerListener} and the handlers that discovery gives it.
 */
@ExtendWith(OutputCaptureExtension.class)
class ErrorHandlerListenerTests {

	private static final Exception EXCEPTION = new IllegalStateException("original");

	private final Recorder recorder = new Recorder();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class)
		.withBean("wars", Wars.class)
		.withBean("recorder", Recorder.class, () -> this.recorder);

	private static void fail(BeanFactory context, String trigger, @Nullable Element element) {
		context.getBean(ErrorHandlerListener.class)
			.onEvent(new CallFailed(context.getBean(Collected.class).get(trigger), new ExecutionId("cafe"),
					new CallFailure(element, 2, EXCEPTION)));
	}

	@Test
	void failureWithoutHandlerIsIgnored() {
		this.runner.run((context) -> {
			fail(context, "wars.refresh", null);
			assertThat(this.recorder.lines).isEmpty();
		});
	}

	@Test
	void globalBeanGetsFailures() {
		this.runner.withBean("mailer", TriggerErrorHandler.class, () -> this.recorder.handler("mailer"))
			.run((context) -> {
				fail(context, "wars.refresh", new Element(3, "#2PP"));
				TriggerFailure failure = this.recorder.failure;
				assertThat(failure.triggerName()).isEqualTo("wars.refresh");
				assertThat(failure.executionId()).hasToString("cafe");
				assertThat(failure.element()).isEqualTo("#2PP");
				assertThat(failure.elementIndex()).isEqualTo(3);
				assertThat(failure.attempts()).isEqualTo(2);
				assertThat(failure.method()).isEqualTo(Wars.class.getName() + ".refresh()");
				assertThat(failure.exception()).isSameAs(EXCEPTION);
			});
	}

	@Test
	void unnamedMethodWinsOverGlobalBean() {
		this.runner.withBean("mailer", TriggerErrorHandler.class, () -> this.recorder.handler("mailer"))
			.withBean("global", GlobalMethod.class)
			.run((context) -> {
				fail(context, "wars.refresh", null);
				assertThat(this.recorder.lines).containsExactly("method wars.refresh null original");
			});
	}

	@Test
	void primaryBeanIsGlobal() {
		this.runner.withBean("mailer", TriggerErrorHandler.class, () -> this.recorder.handler("mailer"))
			.withBean("pager", TriggerErrorHandler.class, () -> this.recorder.handler("pager"),
					(definition) -> definition.setPrimary(true))
			.run((context) -> {
				fail(context, "wars.refresh", null);
				assertThat(this.recorder.lines).containsExactly("pager wars.refresh");
			});
	}

	@Test
	void beanThatATriggerNamesIsNotGlobal() {
		this.runner.withBean("mailer", TriggerErrorHandler.class, () -> this.recorder.handler("mailer"))
			.withPropertyValues("triggers.instances.wars.refresh.error-handler=mailer")
			.run((context) -> {
				fail(context, "wars.refresh", null);
				fail(context, "wars.other", null);
				assertThat(this.recorder.lines).containsExactly("mailer wars.refresh");
			});
	}

	@Test
	void ownMethodsWinOverGlobalOne() {
		this.runner.withBean("global", GlobalMethod.class).withBean("clans", Clans.class).run((context) -> {
			fail(context, "clans.sync", new Element(0, "a"));
			fail(context, "renamed", null);
			fail(context, "wars.refresh", null);
			assertThat(this.recorder.lines).containsExactly("own clans.sync", "own renamed",
					"method wars.refresh null original");
		});
	}

	@Test
	void handlerOfAnotherBeanNamesTheTriggerInFull() {
		this.runner.withBean("handlers", OtherHandlers.class)
			.withPropertyValues("app.trigger=wars.other")
			.run((context) -> {
				fail(context, "wars.refresh", new Element(0, "x"));
				fail(context, "wars.other", null);
				assertThat(this.recorder.lines).containsExactly("other wars.refresh x", "other wars.other null");
			});
	}

	@Test
	void handlerOfDisabledTriggerIsNoError() {
		this.runner.withBean("handlers", OtherHandlers.class)
			.withPropertyValues("app.trigger=wars.other", "triggers.instances.wars.other.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void lazyHandlerIsCreatedByItsFirstFailure() {
		this.runner
			.withBean("global", GlobalMethod.class, () -> new GlobalMethod(this.recorder),
					(definition) -> definition.setLazyInit(true))
			.run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("global")).isFalse();
				fail(context, "wars.refresh", null);
				fail(context, "wars.refresh", null);
				assertThat(this.recorder.lines).hasSize(2);
			});
	}

	@Test
	void handlerOfBeanThatIsCreatedLaterIsUsed() {
		this.runner.run((context) -> {
			GenericApplicationContext application = (GenericApplicationContext) context.getSourceApplicationContext();
			application.registerBean("global", GlobalMethod.class);
			application.getBean("global");
			fail(context, "wars.refresh", null);
			assertThat(this.recorder.lines).hasSize(1);
		});
	}

	@Test
	void failingHandlerIsLoggedWithBothExceptionsAndChangesNothing(CapturedOutput output) {
		this.runner.withBean("mailer", TriggerErrorHandler.class, () -> (failure) -> {
			throw new AssertionError("no mail");
		}).run((context) -> {
			fail(context, "wars.refresh", null);
			assertThat(output).contains("ERROR triggers.wars.refresh")
				.contains("Error handler bean 'mailer' of trigger 'wars.refresh' (execution cafe) failed",
						"java.lang.AssertionError: no mail",
						"The failure of trigger 'wars.refresh' (execution cafe) that it was given",
						"java.lang.IllegalStateException: original");
		});
	}

	static class Recorder {

		private final List<String> lines = new ArrayList<>();

		private TriggerFailure failure;

		TriggerErrorHandler handler(String name) {
			return (failed) -> {
				this.failure = failed;
				this.lines.add(name + " " + failed.triggerName());
			};
		}

	}

	static class Wars {

		@IntervalTrigger("10s")
		void refresh() {
		}

		@IntervalTrigger("10s")
		void other() {
		}

	}

	record GlobalMethod(Recorder recorder) {

		@OnError
		void failed(String trigger, Object element, Throwable exception) {
			this.recorder.lines.add("method " + trigger + " " + element + " " + exception.getMessage());
		}

	}

	record Clans(Recorder recorder) {

		@IntervalTrigger("10s")
		void sync() {
		}

		@IntervalTrigger(every = "10s", name = "renamed")
		void named() {
		}

		@OnError({ "sync", "named" })
		private void failed(TriggerFailure failure) {
			this.recorder.lines.add("own " + failure.triggerName());
		}

	}

	record OtherHandlers(Recorder recorder) {

		@OnError({ "wars.refresh", "${app.trigger}" })
		void failed(TriggerFailure failure) {
			this.recorder.lines.add("other " + failure.triggerName() + " " + failure.element());
		}

	}

}
