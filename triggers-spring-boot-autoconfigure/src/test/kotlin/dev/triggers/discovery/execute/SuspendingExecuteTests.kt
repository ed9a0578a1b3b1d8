package dev.triggers.discovery.execute

import dev.triggers.annotation.Execute
import dev.triggers.testsupport.DiscoveryConfiguration
import dev.triggers.testsupport.DiscoveryConfiguration.Collected
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.springframework.boot.test.context.assertj.AssertableApplicationContext
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit

/**
 * Tests for [ExecuteInterceptor] with suspending functions.
 */
class SuspendingExecuteTests {

	private val runner = ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration::class.java)
		.withBean(FakeGuard::class.java)
		.withBean("clans", Clans::class.java)

	private fun run(test: (AssertableApplicationContext) -> Unit) {
		this.runner.run { context ->
			assertThat(context).hasNotFailed()
			test(context)
		}
	}

	private fun calls(context: AssertableApplicationContext) = context.getBean(FakeGuard::class.java).calls

	@Test
	fun callIsGuarded() = run { context ->
		assertThat(runBlocking { context.getBean(Clans::class.java).fetch("#2PP") }).isEqualTo("fetched #2PP")
		assertThat(calls(context)).containsExactly("begin clans.fetch")
	}

	@Test
	fun functionThatFailedIsCalledAgain() = run { context ->
		val clans = context.getBean(Clans::class.java)
		clans.fail(1)
		assertThat(runBlocking { clans.fetch("#2PP") }).isEqualTo("fetched #2PP")
		assertThat(calls(context)).containsExactly("begin clans.fetch", "retry clans.fetch")
	}

	@Test
	fun failureIsNotWrapped() = run { context ->
		val clans = context.getBean(Clans::class.java)
		clans.fail(2)
		assertThatExceptionOfType(IOException::class.java).isThrownBy { runBlocking { clans.fetch("#2PP") } }
	}

	@Test
	fun unitIsNoResult() = run { context ->
		runBlocking { context.getBean(Clans::class.java).nothing() }
		assertThat(calls(context)).containsExactly("begin clans.nothing")
	}

	@Test
	fun callIsCancelledWithItsCoroutine() = run { context ->
		val clans = context.getBean(Clans::class.java)
		runBlocking {
			val job = launch(start = CoroutineStart.UNDISPATCHED) { clans.endless() }
			job.cancelAndJoin()
		}
		assertThat(calls(context)).containsExactly("begin clans.endless", "cancel clans.endless")
	}

	@Test
	fun callByNameIsNotGuardedAgain() = run { context ->
		val definition = context.getBean(Collected::class.java).executes().first { it.name() == "clans.fetch" }
		val result = definition.target().bind(listOf("#2PP")).call() as CompletableFuture<*>
		assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo("fetched #2PP")
		assertThat(calls(context)).isEmpty()
	}

	@Test
	fun numberOfArgumentsIsThatOfTheDeclaration() = run { context ->
		val definition = context.getBean(Collected::class.java).executes().first { it.name() == "clans.fetch" }
		assertThatExceptionOfType(IllegalArgumentException::class.java)
			.isThrownBy { definition.target().bind(listOf("a", "b")) }
			.withMessageContaining("needs 1 argument, but has 2")
	}

	open class Clans {

		private val started = CompletableDeferred(Unit)

		private var failures = 0

		open fun fail(failures: Int) {
			this.failures = failures
		}

		@Execute
		open suspend fun fetch(tag: String): String {
			this.started.await()
			delay(1)
			if (this.failures-- > 0) {
				throw IOException("down")
			}
			return "fetched $tag"
		}

		@Execute
		open suspend fun nothing() {
			delay(1)
		}

		@Execute
		open suspend fun endless() {
			awaitCancellation()
		}

	}

}
