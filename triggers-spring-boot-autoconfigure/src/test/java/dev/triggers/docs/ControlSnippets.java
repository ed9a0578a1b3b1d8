package dev.triggers.docs;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.annotation.AfterTrigger;
import dev.triggers.annotation.BeforeTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.execution.Execution;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;

/**
 * Code that {@code docs/control.md} shows.
 */
class ControlSnippets {

	private static final Logger logger = LoggerFactory.getLogger(ControlSnippets.class);

	/**
	 * Triggers to control.
	 */
	@Component("orders")
	static class Orders {

		private final Shop shop;

		Orders(Shop shop) {
			this.shop = shop;
		}

		@IntervalTrigger(every = "10m", iterArgs = { "north", "south" })
		void sync(String region) throws IOException {
			this.shop.sync(region);
		}

		@IntervalTrigger(every = "10s", manual = true)
		void watch(String customer, int limit) {
			logger.info("{} has more than {} orders", customer, limit);
		}

		@IntervalTrigger(every = "1m", count = 10, onFailure = FailurePolicy.STOP)
		void repair() throws IOException {
			this.shop.sync("west");
		}

		@IntervalTrigger(every = "1h", iterArgs = { "north", "south" }, concurrency = "0")
		CompletableFuture<Void> archive(String region) {
			return this.shop.archive(region);
		}

	}

	/**
	 * Hooks of a trigger.
	 */
	@Component("feed")
	static class Feed {

		private final Shop shop;

		Feed(Shop shop) {
			this.shop = shop;
		}

		@BeforeTrigger
		void connect(TriggerHandle handle) throws IOException {
			if (!this.shop.connect()) {
				handle.stop();
			}
		}

		@IntervalTrigger(every = "5s", reconnect = "true")
		void read() throws IOException {
			this.shop.sync("feed");
		}

		@AfterTrigger
		void disconnect(TriggerHandle handle) {
			logger.info("{} after {} executions", handle.hasFailed() ? "Failed" : "Ended", handle.iteration());
			this.shop.disconnect();
		}

	}

	/**
	 * Hooks without annotations.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		TriggerSpec count(Shop shop) {
			return TriggerSpec.named("count")
				.every("1h")
				.beforeTrigger(shop::connect)
				.afterTrigger(shop::disconnect)
				.execute(() -> logger.info("Counted"));
		}

	}

	/**
	 * Use of the handles.
	 */
	@Component
	static class Operator {

		private final Triggers triggers;

		Operator(Triggers triggers) {
			this.triggers = triggers;
		}

		void control() throws InterruptedException {
			TriggerHandle sync = this.triggers.get("orders.sync");

			sync.start();
			sync.changeSchedule(Schedule.every("1m"));
			sync.fire();
			sync.restart();
			sync.stop();
			sync.await(Duration.ofSeconds(10));
		}

		void inspect() {
			TriggerHandle sync = this.triggers.get("orders.sync");

			logger.info("{}, {} executions, next {}", sync.state(), sync.iteration(), sync.nextFiring());
			logger.info("last: {}", sync.lastExecution());
		}

		void repeat() throws Exception {
			TriggerHandle sync = this.triggers.get("orders.sync");

			Execution execution = sync.fire().get(1, TimeUnit.MINUTES);
			if (execution.hasFailures()) {
				sync.retryFailed(execution.id());
			}
		}

		void change() {
			TriggerHandle sync = this.triggers.get("orders.sync");

			sync.changeSchedule(Schedule.every("30s", IntervalMode.FIXED_RATE));
			sync.changeSchedule(Schedule.cron("*/5 8-18 * * *"));
			sync.changeSchedule(sync.definition().schedule());
		}

		void startWithArguments() {
			this.triggers.start("orders.watch", "smith", 100);
		}

		void reconnect() {
			TriggerHandle feed = this.triggers.get("feed.read");

			feed.addReconnectOn(ShopClosedException.class);
			feed.removeReconnectOn(IOException.class);
			feed.clearReconnectOn();
		}

		boolean unload() throws InterruptedException {
			TriggerHandle sync = this.triggers.get("orders.sync");

			sync.cancel();
			if (!sync.await(Duration.ofSeconds(10))) {
				logger.warn("Still running: {}", sync.unresponsiveExecutions());
			}
			return this.triggers.unregister("orders.sync");
		}

	}

	/**
	 * Something that can be away.
	 */
	static class Shop {

		final AtomicBoolean open = new AtomicBoolean(true);

		boolean connect() {
			return this.open.get();
		}

		void disconnect() {
			this.open.set(false);
		}

		void sync(String region) throws IOException {
			if (region.equals("south")) {
				throw new EOFException(region + " is away");
			}
		}

		CompletableFuture<Void> archive(String region) {
			CompletionStage<Void> archived = CompletableFuture.completedStage(null);
			return archived.toCompletableFuture();
		}

	}

	/**
	 * An exception of the application.
	 */
	static class ShopClosedException extends RuntimeException {

	}

}
