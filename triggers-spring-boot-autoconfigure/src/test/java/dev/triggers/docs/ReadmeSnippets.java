package dev.triggers.docs;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerErrorHandler;
import dev.triggers.TriggerFailure;
import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.CustomTrigger;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.schedule.CronDialect;
import dev.triggers.schedule.Schedule;

/**
 * Code that README.md shows.
 */
class ReadmeSnippets {

	private static final Logger logger = LoggerFactory.getLogger(ReadmeSnippets.class);

	/**
	 * The first example.
	 */
	@Component("exchangeRates")
	static class ExchangeRates {

		private final Map<String, BigDecimal> rates = new ConcurrentHashMap<>();

		private final Bank bank;

		ExchangeRates(Bank bank) {
			this.bank = bank;
		}

		@IntervalTrigger(every = "10m", iterArgs = "#{@bank.currencies()}")
		void refresh(String currency) {
			this.rates.put(currency, this.bank.rateOf(currency));
		}

		@OnError("refresh")
		void outdated(TriggerFailure failure) {
			logger.warn("Rate of {} is outdated", failure.element());
		}

		Map<String, BigDecimal> rates() {
			return this.rates;
		}

	}

	/**
	 * What the first example calls; public because SpEL calls nothing else.
	 */
	public static class Bank {

		public List<String> currencies() {
			return List.of("EUR", "GBP", "JPY");
		}

		@Execute(groups = "bank", retry = "bank")
		BigDecimal rateOf(String currency) {
			if (currency.equals("JPY")) {
				throw new IllegalStateException("No rate of " + currency);
			}
			return BigDecimal.valueOf(currency.length());
		}

	}

	/**
	 * Kinds of schedules, elements and handlers.
	 */
	@Component("books")
	static class Books {

		@CronTrigger(cron = "0 3 * * MON-FRI", zone = "Europe/Berlin", onStartup = "false")
		void close() {
		}

		@IntervalTrigger("1d4h")
		void audit() {
		}

		@TimeTrigger({ "09:00", "17:30:15", "08:00[Europe/Berlin]" })
		void exchange() {
		}

		@CustomTrigger("endOfQuarter")
		void summarize() {
		}

		@CronTrigger.Hourly(iterArgs = { "income", "expenses" }, args = "limit=100", concurrency = "2",
				errorHandler = "pager")
		void check(String account, int limit) {
		}

		@OnError
		void anythingElse(String triggerName, Object element, Throwable exception) {
		}

	}

	/**
	 * Beans that the README shows.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		Bank bank() {
			return new Bank();
		}

		@Bean
		Schedule endOfQuarter() {
			return Schedule.cron("0 0 18 L 3,6,9,12 ?", CronDialect.QUARTZ, ZoneId.of("Europe/Berlin"));
		}

		@Bean
		TriggerErrorHandler pager() {
			return (failure) -> logger.error("{} failed for {}", failure.triggerName(), failure.element());
		}

		@Bean
		TriggerSpec warmUp(Bank bank) {
			return TriggerSpec.named("warm-up").every("30m").count(2).forEachOf(bank::currencies, bank::rateOf);
		}

		@Bean
		ExecutionListener slowExecutions() {
			return (event) -> {
				if (event instanceof ExecutionEvent.Finished finished) {
					logger.debug("{} took {}", finished.trigger().name(), finished.execution().duration());
				}
			};
		}

	}

	/**
	 * Use of the API.
	 */
	@Component
	static class Operator {

		private final Triggers triggers;

		Operator(Triggers triggers) {
			this.triggers = triggers;
		}

		void operate() {
			this.triggers.start("books.audit");
			logger.info("Next: {}", this.triggers.get("books.audit").nextFiring());
			this.triggers.stop("books.audit");
		}

	}

}
