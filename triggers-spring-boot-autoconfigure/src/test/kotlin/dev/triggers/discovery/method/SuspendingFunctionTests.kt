package dev.triggers.discovery.method

import dev.triggers.annotation.IntervalTrigger
import dev.triggers.element.Element
import dev.triggers.testsupport.DiscoveryConfiguration
import dev.triggers.testsupport.DiscoveryConfiguration.Collected
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withContext
import org.aopalliance.intercept.MethodInterceptor
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator
import org.springframework.beans.factory.BeanFactory
import org.springframework.boot.test.context.assertj.AssertableApplicationContext
import org.springframework.boot.test.context.runner.ApplicationContextRunner
import java.io.IOException
import java.time.Duration
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit

/**
 * Tests for [SuspendingFunction].
 */
class SuspendingFunctionTests {

	private val runner = ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration::class.java)

	@Test
	fun elementAndArgumentsAreBound() = run { context ->
		assertThat(call(context, "bound", Element(0, "5s"))).isCompletedWithValue("PT5S 10 x")
	}

	@Test
	fun argumentsOfTheStartAreBound() = run { context ->
		val target = context.getBean(Collected::class.java).get("wars.manual").work().target()
		val result = target.withArguments(listOf("7")).call(null) as CompletableFuture<*>
		assertThat(result).isCompletedWithValueMatching { it == 7 }
	}

	@Test
	fun functionMayHaveNoParameters() = run { context ->
		assertThat(call(context, "plain")).isCompletedWithValue("plain")
	}

	@Test
	fun unitIsNoResult() = run { context ->
		assertThat(call(context, "unit")).isCompletedWithValue(null)
	}

	@Test
	fun methodIsDescribedAsItIsDeclared() = run { context ->
		val target = context.getBean(Collected::class.java).get("wars.bound").work().target()
		assertThat(target.describe()).isEqualTo("${Wars::class.java.name}.bound(Duration, int, String)")
	}

	@Test
	fun exceptionBeforeSuspensionIsTheFailure() = run { context ->
		assertThat(failure(call(context, "failing"))).isSameAs(FAILURE)
	}

	@Test
	fun exceptionAfterSuspensionIsTheFailure() = run { context ->
		val result = call(context, "failingLater")
		assertThat(result).isNotDone()
		context.getBean(Wars::class.java).gate.complete(Unit)
		assertThat(failure(result)).isSameAs(FAILURE)
	}

	@Test
	fun callReturnsWhileTheFunctionIsSuspended() = run { context ->
		val result = call(context, "suspended")
		assertThat(result).isNotDone()
		context.getBean(Wars::class.java).gate.complete(Unit)
		assertThat(result).succeedsWithin(LIMIT).isEqualTo("resumed")
	}

	@Test
	fun functionBeginsOnTheCallingThread() = run { context ->
		assertThat(call(context, "thread")).isCompletedWithValue(Thread.currentThread())
	}

	@Test
	fun cancelledResultIsDoneWhenTheCoroutineIs() = run { context ->
		val wars = context.getBean(Wars::class.java)
		val result = call(context, "tidy")
		assertThat(result.cancel(true)).isTrue()
		wars.tidying.get(30, TimeUnit.SECONDS)
		assertThat(result).isNotDone()
		wars.gate.complete(Unit)
		assertThat(failure(result)).isInstanceOf(CancellationException::class.java)
		assertThat(result.isCancelled).isTrue()
	}

	@Test
	fun resultThatIsThereCannotBeCancelled() = run { context ->
		val result = call(context, "plain")
		assertThat(result.cancel(true)).isFalse()
		assertThat(result).isCompletedWithValue("plain")
	}

	@Test
	fun functionBehindClassProxyIsCalledThroughIt() = run(Proxies(true)) { context -> checkCalledThroughProxy(context) }

	@Test
	fun functionBehindInterfaceProxyIsCalledThroughIt() =
		run(Proxies(false)) { context -> checkCalledThroughProxy(context) }

	private fun checkCalledThroughProxy(context: BeanFactory) {
		val proxies = context.getBean(Proxies::class.java)
		assertThat(call(context, "refresh", bean = "proxied").get(30, TimeUnit.SECONDS)).isEqualTo("fresh")
		assertThat(proxies.calls).containsExactly("refresh")
		assertThat(failure(call(context, "failing", bean = "proxied"))).isSameAs(FAILURE)
		val suspended = call(context, "suspended", bean = "proxied")
		assertThat(proxies.begun).succeedsWithin(LIMIT)
		assertThat(suspended).isNotDone()
		suspended.cancel(true)
		assertThat(proxies.cancelled).succeedsWithin(LIMIT)
		assertThat(failure(suspended)).isInstanceOf(CancellationException::class.java)
	}

	@Test
	fun flowIsCollected() = run { context ->
		val result = call(context, "flow")
		assertThat(failure(result)).isSameAs(FAILURE)
		assertThat(context.getBean(Wars::class.java).emitted.get()).isEqualTo(1)
	}

	@Test
	fun flowIsCancelled() = run { context ->
		val result = call(context, "endless")
		val wars = context.getBean(Wars::class.java)
		wars.emitted.get(30, TimeUnit.SECONDS)
		result.cancel(true)
		assertThat(failure(result)).isInstanceOf(CancellationException::class.java)
		assertThat(wars.tidying).isDone()
	}

	private fun run(proxies: Proxies? = null, test: (AssertableApplicationContext) -> Unit) {
		var runner = this.runner.withBean("wars", Wars::class.java)
		if (proxies != null) {
			runner = runner.withBean(Proxies::class.java, { proxies })
				.withBean("proxied", Proxied::class.java, { Proxied(proxies.begun, proxies.cancelled) })
		}
		runner.run { context ->
			assertThat(context).hasNotFailed()
			test(context)
		}
	}

	@Suppress("UNCHECKED_CAST")
	private fun call(context: BeanFactory, function: String, element: Element? = null, bean: String = "wars"):
		CompletableFuture<Any?> {
		val target = context.getBean(Collected::class.java).get("$bean.$function").work().target()
		return target.call(element) as CompletableFuture<Any?>
	}

	private fun failure(result: CompletableFuture<*>): Throwable {
		try {
			throw AssertionError("Result is ${result.get(30, TimeUnit.SECONDS)}")
		}
		catch (ex: ExecutionException) {
			return ex.cause!!
		}
		catch (ex: CancellationException) {
			return ex
		}
	}

	class Wars {

		val gate = CompletableDeferred<Unit>()

		val tidying = CompletableFuture<Unit>()

		val emitted = CompletableFuture<Int>()

		@IntervalTrigger(every = "10s", iterArgs = ["5s"], args = ["limit=10", "text=x"])
		suspend fun bound(duration: Duration, limit: Int, text: String) = "$duration $limit $text"

		@IntervalTrigger(every = "10s", manual = true)
		suspend fun manual(number: Int) = number

		@IntervalTrigger("10s")
		suspend fun plain() = "plain"

		@IntervalTrigger("10s")
		suspend fun unit() {
		}

		@IntervalTrigger("10s")
		suspend fun failing() {
			throw FAILURE
		}

		@IntervalTrigger("10s")
		suspend fun failingLater() {
			this.gate.await()
			throw FAILURE
		}

		@IntervalTrigger("10s")
		suspend fun suspended(): String {
			this.gate.await()
			return "resumed"
		}

		@IntervalTrigger("10s")
		suspend fun thread(): Thread = Thread.currentThread()

		@IntervalTrigger("10s")
		suspend fun tidy() {
			try {
				awaitCancellation()
			}
			finally {
				withContext(NonCancellable) {
					tidying.complete(Unit)
					gate.await()
				}
			}
		}

		@IntervalTrigger("10s")
		suspend fun flow(): Flow<Int> = flow {
			emit(1)
			emitted.complete(1)
			throw FAILURE
		}

		@IntervalTrigger("10s")
		suspend fun endless(): Flow<Int> = flow {
			try {
				emitted.complete(1)
				awaitCancellation()
			}
			finally {
				tidying.complete(Unit)
			}
		}

	}

	interface Refreshable {

		suspend fun refresh(): String

		suspend fun failing()

		suspend fun suspended()

	}

	open class Proxied(private val begun: CompletableFuture<Unit>, private val cancelled: CompletableFuture<Unit>) :
		Refreshable {

		@IntervalTrigger("10s")
		override suspend fun refresh() = "fresh"

		@IntervalTrigger("10s")
		override suspend fun failing() {
			throw FAILURE
		}

		@IntervalTrigger("10s")
		override suspend fun suspended() {
			try {
				this.begun.complete(Unit)
				awaitCancellation()
			}
			finally {
				this.cancelled.complete(Unit)
			}
		}

	}

	class Proxies(classes: Boolean) : BeanNameAutoProxyCreator() {

		val calls = ArrayList<String>()

		val begun = CompletableFuture<Unit>()

		val cancelled = CompletableFuture<Unit>()

		init {
			setBeanNames("proxied")
			isProxyTargetClass = classes
			setInterceptorNames()
		}

		override fun getAdvicesAndAdvisorsForBean(
			type: Class<*>, name: String, source: org.springframework.aop.TargetSource?
		): Array<Any>? {
			val none = super.getAdvicesAndAdvisorsForBean(type, name, source) == null
			return if (none) null else arrayOf(MethodInterceptor { invocation ->
				this.calls.add(invocation.method.name)
				invocation.proceed()
			})
		}

	}

	private companion object {

		val LIMIT: Duration = Duration.ofSeconds(30)

		val FAILURE = IOException("original")

	}

}
