package dev.triggers.engine

import dev.triggers.TriggerState
import dev.triggers.annotation.AfterTrigger
import dev.triggers.annotation.BeforeTrigger
import dev.triggers.annotation.IntervalTrigger
import dev.triggers.engine.time.TriggersTaskExecutor
import dev.triggers.execution.Execution
import dev.triggers.execution.ExecutionEvent
import dev.triggers.execution.Outcome
import dev.triggers.testsupport.DiscoveryConfiguration
import dev.triggers.testsupport.DiscoveryConfiguration.Collected
import dev.triggers.testsupport.RecordingExecutionListener
import dev.triggers.testsupport.TestCalls
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler
import java.io.IOException
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger

/**
 * Tests for triggers that are suspending functions, on real threads.
 */
class SuspendingTriggerIntegrationTests {

	private val recorder = RecordingExecutionListener()

	private val scheduler = ThreadPoolTaskScheduler()

	private val pool = TriggersTaskExecutor(2)

	private val wars = Wars()

	private val engine = LocalTriggerEngine(
		this.scheduler, this.pool, { this.scheduler },
		TestCalls.tools(this.scheduler), TestCalls.noActions(), { listOf(this.recorder) },
	)

	@BeforeEach
	fun open() {
		this.scheduler.initialize()
		this.pool.initialize()
		this.engine.open()
	}

	@AfterEach
	fun close() {
		this.wars.gate.complete(Unit)
		this.wars.release.countDown()
		this.engine.close(Duration.ZERO)
		this.scheduler.shutdown()
		this.pool.shutdown()
	}

	@Test
	fun suspendedCallsHoldNoThread() {
		start("all")
		await().atMost(LIMIT).until { this.wars.calls.get() == 500 && this.pool.activeCount == 0 }
		assertThat(this.recorder.finished()).isEmpty()
		this.wars.gate.complete(Unit)
		val execution = execution()
		assertThat(execution.counts().ok()).isEqualTo(500)
		assertThat(execution.outcome()).isEqualTo(Outcome.SUCCEEDED)
	}

	@Test
	fun concurrencyIsThatOfCallsThatHaveNotEnded() {
		start("three")
		await().atMost(LIMIT).until { this.wars.most.get() == 3 }
		this.wars.gate.complete(Unit)
		assertThat(execution().counts().ok()).isEqualTo(500)
		assertThat(this.wars.most.get()).isEqualTo(3)
	}

	@Test
	fun failureIsThatOfTheCall() {
		start("failing")
		await().atMost(LIMIT).until { this.wars.calls.get() == 1 }
		this.wars.gate.complete(Unit)
		assertThat(execution().counts().failed()).isEqualTo(2)
		assertThat(this.recorder.events(ExecutionEvent.CallFailed::class.java).map { it.failure().exception() })
			.containsOnly(FAILURE)
	}

	@Test
	fun timeoutIsAFailure() {
		start("late")
		assertThat(execution().outcome()).isEqualTo(Outcome.FAILED)
		assertThat(this.recorder.events(ExecutionEvent.CallFailed::class.java).single().failure().exception())
			.isInstanceOf(TimeoutCancellationException::class.java)
	}

	@Test
	fun flowOfPlainFunctionIsCollected() {
		start("flow")
		await().atMost(LIMIT).until { this.wars.calls.get() == 1 }
		assertThat(this.recorder.finished()).isEmpty()
		this.wars.gate.complete(Unit)
		assertThat(execution().outcome()).isEqualTo(Outcome.SUCCEEDED)
		assertThat(this.wars.calls.get()).isEqualTo(2)
	}

	@Test
	fun cancelledExecutionEndsWhenItsCoroutinesHave() {
		start("endless")
		await().atMost(LIMIT).until { this.wars.calls.get() == 10 }
		this.engine.cancel("wars.endless")
		await().atMost(LIMIT).until { this.wars.cancelled.get() == 10 }
		assertThat(state("wars.endless")).isEqualTo(TriggerState.CANCELLING)
		this.wars.gate.complete(Unit)
		assertThat(execution().outcome()).isEqualTo(Outcome.CANCELLED)
		await().atMost(LIMIT).until { state("wars.endless") == TriggerState.CANCELLED }
		assertThat(this.recorder.events(ExecutionEvent.CallFailed::class.java)).isEmpty()
	}

	@Test
	fun hooksAreWaitedFor() {
		start("hooked")
		await().atMost(LIMIT).until { this.wars.lines.isNotEmpty() }
		assertThat(this.engine.find("wars.hooked")!!.state().iteration()).isZero()
		this.wars.gate.complete(Unit)
		await().atMost(LIMIT).until { this.wars.lines.size == 4 }
		assertThat(this.wars.lines).containsExactly("before", "prepared", "called", "after")
	}

	@Test
	fun functionThatBlocksDelaysNoOther() {
		this.wars.gate.complete(Unit)
		start("blocking", "three")
		assertThat(execution().firing().triggerName()).isEqualTo("wars.three")
	}

	private fun start(vararg functions: String) {
		ApplicationContextRunner().withUserConfiguration(DiscoveryConfiguration::class.java)
			.withBean("wars", Wars::class.java, { this.wars })
			.run { context ->
				for (function in functions) {
					val definition = context.getBean(Collected::class.java).get("wars.$function")
					this.engine.register(definition)
					this.engine.start(definition.name(), emptyList())
				}
			}
	}

	private fun state(trigger: String) = this.engine.find(trigger)!!.state().state()

	private fun execution(): Execution {
		await().atMost(LIMIT).until { this.recorder.finished().isNotEmpty() }
		return this.recorder.finished().single()
	}

	class Wars {

		val gate = CompletableDeferred<Unit>()

		val release = CountDownLatch(1)

		val calls = AtomicInteger()

		val most = AtomicInteger()

		val cancelled = AtomicInteger()

		val lines = CopyOnWriteArrayList<String>()

		private val inFlight = AtomicInteger()

		@IntervalTrigger(every = "1h", iterArgs = ["#{T(java.util.stream.IntStream).range(0, 500)}"], concurrency = "0")
		suspend fun all(element: Int) {
			this.calls.incrementAndGet()
			this.gate.await()
		}

		@IntervalTrigger(every = "1h", iterArgs = ["#{T(java.util.stream.IntStream).range(0, 500)}"], concurrency = "3")
		suspend fun three(element: Int) {
			this.most.accumulateAndGet(this.inFlight.incrementAndGet(), Math::max)
			this.gate.await()
			yield()
			this.inFlight.decrementAndGet()
		}

		@IntervalTrigger(every = "1h", iterArgs = ["a", "b"])
		suspend fun failing(element: String) {
			this.calls.incrementAndGet()
			this.gate.await()
			throw FAILURE
		}

		@BeforeTrigger("hooked")
		suspend fun before() {
			this.lines.add("before")
			this.gate.await()
			yield()
			this.lines.add("prepared")
		}

		@IntervalTrigger(every = "1h", count = 1)
		suspend fun hooked() {
			this.lines.add("called")
		}

		@AfterTrigger("hooked")
		suspend fun after() {
			yield()
			this.lines.add("after")
		}

		@IntervalTrigger("1h")
		suspend fun late(): Unit = withTimeout(1) { awaitCancellation() }

		@IntervalTrigger("1h")
		fun flow(): Flow<Int> = flow {
			emit(calls.incrementAndGet())
			gate.await()
			emit(calls.incrementAndGet())
		}

		@IntervalTrigger(every = "1h", iterArgs = ["#{T(java.util.stream.IntStream).range(0, 10)}"], concurrency = "0")
		suspend fun endless(element: Int) {
			this.calls.incrementAndGet()
			try {
				awaitCancellation()
			}
			finally {
				this.cancelled.incrementAndGet()
				withContext(NonCancellable) { gate.await() }
			}
		}

		@IntervalTrigger(every = "1h", iterArgs = ["#{T(java.util.stream.IntStream).range(0, 500)}"], concurrency = "0")
		suspend fun blocking(element: Int) {
			this.gate.await()
			yield()
			this.release.await()
		}

	}

	private companion object {

		val LIMIT: Duration = Duration.ofSeconds(30)

		val FAILURE = IOException("original")

	}

}
