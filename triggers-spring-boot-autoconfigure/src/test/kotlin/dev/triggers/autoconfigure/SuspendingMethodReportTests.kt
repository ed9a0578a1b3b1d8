package dev.triggers.autoconfigure

import dev.triggers.TriggerFailure
import dev.triggers.annotation.Execute
import dev.triggers.annotation.IntervalTrigger
import dev.triggers.annotation.OnError
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emptyFlow
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.boot.test.context.FilteredClassLoader

/**
 * Tests for the reports about suspending functions.
 */
class SuspendingMethodReportTests {

	private val reports = TriggerReports()

	@Test
	fun missingLibrary() {
		val report = this.reports.of { runner ->
			runner.withBean("wars", Wars::class.java).withClassLoader(FilteredClassLoader(CoroutineScope::class.java))
		}
		assertThat(report).isEqualTo(
			"""
			2 declarations are not valid.

			1) [TRG-107] Method of trigger 'wars.refresh' cannot be called: it is a suspending function, and kotlinx-coroutines-core is not on the class path
			     com.acme.Wars.refresh(String)

			2) [TRG-107] The @OnError method of bean 'wars' cannot be called: it is a suspending function, and kotlinx-coroutines-core is not on the class path
			     com.acme.Wars.failed(TriggerFailure)

			Action:

			1) Add the dependency org.jetbrains.kotlinx:kotlinx-coroutines-core.
			2) Add the dependency org.jetbrains.kotlinx:kotlinx-coroutines-core.

			""".trimIndent()
		)
	}

	@Test
	fun missingArgument() {
		val report = this.reports.of { runner -> runner.withBean("wars", LimitedWars::class.java) }
		assertThat(report).isEqualTo(
			"""
			1 trigger is not valid.

			1) [TRG-102] Method of trigger 'wars.refresh' has parameter 'limit' (int) without a value; the trigger offers an element for the first parameter
			     com.acme.LimitedWars.refresh(String, int)

			Action:

			1) Set args = "limit=…", or declare the method as refresh(String tag). Or set manual = true, and start it by triggers.start("wars.refresh", limit).

			""".trimIndent()
		)
	}

	@Test
	fun executeWithoutTheLibraryOfProxies() {
		val report = this.reports.of { runner ->
			runner.withBean("clans", Clans::class.java).withClassLoader(FilteredClassLoader("kotlinx.coroutines.reactor"))
		}
		assertThat(report).isEqualTo(
			"""
			1 declaration is not valid.

			1) [TRG-107] Method of @Execute 'clans.fetch' cannot be called: it is a suspending function, which Spring's proxies can call with kotlinx-coroutines-reactor and kotlin-reflect only
			     com.acme.Clans.fetch()

			Action:

			1) Add the dependencies org.jetbrains.kotlinx:kotlinx-coroutines-reactor and org.jetbrains.kotlin:kotlin-reflect.

			""".trimIndent()
		)
	}

	@Test
	fun executeOfAFlow() {
		val report = this.reports.of { runner -> runner.withBean("clans", FlowingClans::class.java) }
		assertThat(report)
			.contains("Method of @Execute 'clans.flow' cannot be called: it returns a kotlinx.coroutines.flow.Flow, whose many")
			.contains("Method of @Execute 'clans.later' cannot be called: it returns a kotlinx.coroutines.flow.Flow, whose many")
	}

	@Test
	fun executeOfAClassThatIsNotOpen() {
		val report = this.reports.of { runner -> runner.withBean("clans", ClosedClans::class.java) }
		assertThat(report)
			.contains("Method of @Execute 'clans.fetch' cannot be called: the class of the bean is final")
			.contains("1) Make the class 'open', or use the compiler plugin kotlin-spring.")
	}

	open class Clans {

		@Execute
		open suspend fun fetch() {
		}

	}

	open class FlowingClans {

		@Execute
		open fun flow(): Flow<String> = emptyFlow()

		@Execute
		open suspend fun later(): Flow<String> = emptyFlow()

	}

	class ClosedClans {

		@Execute
		fun fetch() {
		}

	}

	class Wars {

		@IntervalTrigger(every = "10s", iterArgs = ["a"])
		suspend fun refresh(tag: String) {
		}

		@OnError
		suspend fun failed(failure: TriggerFailure) {
		}

	}

	class LimitedWars {

		@IntervalTrigger(every = "10s", iterArgs = ["a"])
		suspend fun refresh(tag: String, limit: Int) {
		}

	}

}
