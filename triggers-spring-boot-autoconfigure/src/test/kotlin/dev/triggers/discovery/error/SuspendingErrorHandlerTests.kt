package dev.triggers.discovery.error

import dev.triggers.TriggerFailure
import dev.triggers.annotation.IntervalTrigger
import dev.triggers.annotation.OnError
import dev.triggers.execution.CallFailure
import dev.triggers.execution.ExecutionEvent.CallFailed
import dev.triggers.execution.ExecutionId
import dev.triggers.testsupport.DiscoveryConfiguration
import dev.triggers.testsupport.DiscoveryConfiguration.Collected
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith
import org.springframework.beans.factory.BeanFactory
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.boot.test.system.CapturedOutput
import org.springframework.boot.test.system.OutputCaptureExtension

/**
 * Tests for error handlers that are suspending functions.
 */
@ExtendWith(OutputCaptureExtension::class)
class SuspendingErrorHandlerTests {

	private val runner = ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration::class.java)
		.withBean("wars", Wars::class.java)

	@Test
	fun handlerHasEndedWhenTheFailureIsReported() {
		this.runner.withBean(Alarm::class.java).run { context ->
			fail(context)
			assertThat(context.getBean(Alarm::class.java).lines).containsExactly("wars.refresh null original")
		}
	}

	@Test
	fun handlerThatFailsIsLogged(output: CapturedOutput) {
		this.runner.withBean(FailingAlarm::class.java).run { context ->
			fail(context)
			assertThat(output).containsSubsequence("Error handler ${FailingAlarm::class.java.name}.failed(TriggerFailure)",
				"IllegalArgumentException: the handler's own", "that it was given", "IllegalStateException: original")
		}
	}

	private fun fail(context: BeanFactory) {
		context.getBean(ErrorHandlerListener::class.java)
			.onEvent(CallFailed(context.getBean(Collected::class.java).get("wars.refresh"), ExecutionId("cafe"),
				CallFailure(null, 1, IllegalStateException("original"))))
	}

	class Wars {

		@IntervalTrigger("10s")
		fun refresh() {
		}

	}

	class Alarm {

		val lines = ArrayList<String>()

		@OnError
		suspend fun failed(triggerName: String, element: Any?, exception: Throwable) {
			yield()
			this.lines.add("$triggerName $element ${exception.message}")
		}

	}

	class FailingAlarm {

		@OnError
		suspend fun failed(failure: TriggerFailure) {
			yield()
			throw IllegalArgumentException("the handler's own")
		}

	}

}
