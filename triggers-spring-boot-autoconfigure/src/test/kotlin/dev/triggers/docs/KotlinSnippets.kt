package dev.triggers.docs

import dev.triggers.annotation.IntervalTrigger
import dev.triggers.annotation.OnError
import org.springframework.stereotype.Component

/**
 * Code that `docs/errors.md` shows.
 */
class KotlinSnippets {

	@Component
	class Prices(private val shops: Shops, private val alarm: Alarm) {

		@IntervalTrigger(every = "10m", iterArgs = ["#{@shops.names()}"], concurrency = "0")
		suspend fun refresh(shop: String) {
			this.shops.fetch(shop)
		}

		@OnError("refresh")
		suspend fun refreshFailed(triggerName: String, shop: Any?, exception: Throwable) {
			this.alarm.send("No prices of $shop: ${exception.message}")
		}

	}

	interface Shops {

		suspend fun fetch(shop: String)

	}

	interface Alarm {

		suspend fun send(text: String)

	}

}
