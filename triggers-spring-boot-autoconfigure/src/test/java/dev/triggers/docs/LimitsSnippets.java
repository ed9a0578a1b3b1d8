package dev.triggers.docs;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.ExponentialBackOff;

import dev.triggers.Executions;
import dev.triggers.TriggerEvent;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.call.limit.Permit;

/**
 * Code that {@code docs/limits-and-retries.md} shows.
 */
class LimitsSnippets {

	private static final Logger logger = LoggerFactory.getLogger(LimitsSnippets.class);

	/**
	 * Groups and policies.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		ConcurrencyGroup shopLimits() {
			return new ConcurrencyGroup("shop.api", new GroupLimits(8, 20, Duration.ofSeconds(1)));
		}

		@Bean
		RetryPolicy upstream() {
			return RetryPolicy.of(
					RetryRule.on(ConnectException.class).retries(2).waiting(RetryWait.fixed(Duration.ofSeconds(1))),
					RetryRule.on(IOException.class, TimeoutException.class)
						.when((failure) -> !failure.getMessage().contains("501"))
						.retries(5)
						.waiting(RetryWait.exponentialJitter(Duration.ofSeconds(1), Duration.ofMinutes(1))));
		}

		@Bean
		Predicate<Exception> worthTrying() {
			return (failure) -> !failure.getMessage().contains("501");
		}

		@Bean
		RetryPolicy mirrored() {
			ExponentialBackOff backOff = new ExponentialBackOff(200, 1.5);
			backOff.setMaxAttempts(10);
			return RetryPolicy.of(RetryRule.on(IOException.class).waiting(RetryWait.backOff(backOff)));
		}

		@Bean
		RetryPolicy wrapped() {
			return RetryPolicy.of(RetryRule.on(RuntimeException.class)
				.when((failure) -> failure.getCause() instanceof ConnectException)
				.retries(3)
				.waiting(RetryWait.fibonacci()));
		}

		@Bean
		RetryPolicy nested() {
			return RetryPolicy.of(
					RetryRule.on(UnknownHostException.class).retries(1).waiting(RetryWait.fixed(Duration.ZERO)),
					RetryRule.on(NoRouteToHostException.class).retries(2).waiting(RetryWait.fibonacci()),
					RetryRule.on(IOException.class).retries(1).waiting(RetryWait.fixed(Duration.ofMinutes(1))));
		}

	}

	/**
	 * Calls of an upstream.
	 */
	@Component("clans")
	static class Clans {

		@Execute(groups = "shop.api", retry = "upstream")
		String fetch(String tag) throws IOException {
			return read(tag);
		}

		private String read(String tag) throws IOException {
			if (tag.isEmpty()) {
				throw new IOException("No tag");
			}
			return tag;
		}

	}

	/**
	 * Callers.
	 */
	@Component("wars")
	static class Wars {

		private final Clans clans;

		private final Executions executions;

		Wars(Clans clans, Executions executions) {
			this.clans = clans;
			this.executions = executions;
		}

		void call() throws IOException {
			String clan = this.clans.fetch("#2PP");
			CompletableFuture<String> later = this.executions.execute("clans.fetch", "#2PP");

			later.thenAccept((fetched) -> logger.info("{} {}", clan, fetched));
		}

		@IntervalTrigger(every = "10m", iterArgs = { "#2PP", "#8UL" }, concurrency = "0")
		CompletableFuture<Void> sync(String tag, TriggerEvent event) {
			return event.<String>execute("clans.fetch", tag).thenAccept(this::store);
		}

		private void store(String clan) {
			logger.info("Stored {}", clan);
		}

	}

	/**
	 * Use of the groups.
	 */
	@Component
	static class Operator {

		private final ConcurrencyGroups groups;

		Operator(ConcurrencyGroups groups) {
			this.groups = groups;
		}

		void slowDown() {
			ConcurrencyGroup group = this.groups.find("shop.api");
			group.changeLimits(GroupLimits.rate(5, Duration.ofSeconds(1)));
			logger.info("{} active, {} waiting", group.active(), group.waiting());
		}

		void sell() throws InterruptedException {
			Permit permit = this.groups.acquire(List.of(this.groups.find("shop.api")));
			try {
				logger.info("Sold");
			}
			finally {
				permit.release();
			}
		}

	}

}
