package dev.triggers.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerEvent;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Progress;

/**
 * Code that {@code docs/bulk.md} shows.
 */
class BulkSnippets {

	private static final Logger logger = LoggerFactory.getLogger(BulkSnippets.class);

	/**
	 * Where the elements come from; public because SpEL calls nothing else.
	 */
	@Component("articles")
	public static class Articles {

		private final Path file;

		Articles(Path file) {
			this.file = file;
		}

		public Stream<String> numbers() throws IOException {
			return Files.lines(this.file);
		}

	}

	/**
	 * Bulk executions.
	 */
	@Component("stock")
	static class Stock {

		private final Supplier supplier;

		Stock(Supplier supplier) {
			this.supplier = supplier;
		}

		@IntervalTrigger(every = "1h", iterArgs = "#{@articles.numbers()}", concurrency = "50")
		void refresh(String article) throws IOException {
			this.supplier.refresh(article);
		}

		@IntervalTrigger(every = "1h", iterArgs = "#{@articles.numbers()}", concurrency = "200", manual = true)
		CompletableFuture<Void> publish(String article) {
			return this.supplier.publish(article);
		}

		@IntervalTrigger(every = "1h", iterArgs = "#{@articles.numbers()}", concurrency = "8", manual = true)
		void check(String article, TriggerEvent event) throws IOException {
			if (event.progress().counts().failed() >= 10) {
				event.cancel(event.triggerName());
			}
			this.supplier.refresh(article);
		}

	}

	/**
	 * The same without annotations.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		TriggerSpec stocktaking(Articles articles, Supplier supplier) {
			return TriggerSpec.named("stocktaking")
				.cron("@daily")
				.concurrency(50)
				.forEachIn(articles::numbers, supplier::count);
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

		void progress() {
			Progress progress = this.triggers.get("stock.refresh").progress();

			if (progress != null) {
				logger.info("{} of {} done, {} of them failed, {} in flight, {} per second, {} to go",
						progress.counts().ended(), progress.counts().total(), progress.counts().failed(),
						progress.counts().inFlight(), progress.ratePerSecond(), progress.estimatedRemaining());
			}
		}

		Execution repeat() throws Exception {
			TriggerHandle refresh = this.triggers.get("stock.refresh");

			Execution execution = refresh.fire().get(10, TimeUnit.MINUTES);
			if (execution.hasFailures()) {
				execution = refresh.retryFailed(execution.id()).get(10, TimeUnit.MINUTES);
			}
			return execution;
		}

	}

	/**
	 * What is called for each article.
	 */
	static class Supplier {

		final Queue<String> refreshed = new ConcurrentLinkedQueue<>();

		private final Queue<String> away;

		Supplier(Queue<String> away) {
			this.away = away;
		}

		void refresh(String article) throws IOException {
			if (this.away.remove(article)) {
				throw new IOException("Nothing known about " + article);
			}
			this.refreshed.add(article);
		}

		CompletableFuture<Void> publish(String article) {
			return CompletableFuture.runAsync(() -> this.refreshed.add(article));
		}

		void count(String article) {
			this.refreshed.add(article);
		}

	}

}
