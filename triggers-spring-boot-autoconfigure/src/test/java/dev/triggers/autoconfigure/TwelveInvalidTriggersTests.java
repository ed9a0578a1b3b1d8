package dev.triggers.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import dev.triggers.TriggerFailure;
import dev.triggers.TriggerSpec;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.CustomTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.testsupport.DiscoveryConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the one report of an application with many invalid triggers.
 */
@ExtendWith(OutputCaptureExtension.class)
class TwelveInvalidTriggersTests {

	@Test
	void oneStartReportsAllInvalidTriggers(CapturedOutput output) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(DiscoveryConfiguration.class,
				InvalidConfiguration.class)
			.web(WebApplicationType.NONE)
			.properties("spring.config.name=triggers-report", "spring.main.banner-mode=off");
		assertThatExceptionOfType(InvalidTriggerException.class).isThrownBy(application::run)
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(12));
		assertThat(output).containsOnlyOnce(
				"""
						***************************
						APPLICATION FAILED TO START
						***************************

						Description:

						12 declarations are not valid.

						1) [TRG-101] Cron expression of trigger 'wars.a01RangeOfPlaceholder' is not valid: 'minute' must be 0-59, found 75
						     dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Wars.a01RangeOfPlaceholder()   @CronTrigger("75 * * * *")
						                                                                                                        ^^
						   Value from: property 'app.wars.cron' - class path resource [triggers-report.yml] - 3:11

						2) [TRG-101] Cron expression of trigger 'wars.a02SixFields' is not valid: it must have five fields (minute, hour, day of month, month, day of week), found 6
						     dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Wars.a02SixFields()   @CronTrigger("0 0 3 * * *")
						                                                                                               ^^^^^^^^^^^

						3) [TRG-101] Cron expression of trigger 'wars.a03Never' is not valid: it can never fire: February never has 31 days
						     dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Wars.a03Never()   @CronTrigger("0 0 31 2 *")
						                                                                                               ^^

						4) [TRG-103] Interval of trigger 'wars.a04NoUnit' is not valid: '10' has no unit: did you mean '10s'?
						     dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Wars.a04NoUnit()   @IntervalTrigger("10")
						                                                                                                ^^

						5) [TRG-104] Trigger 'wars.a05Both' sets both 'every' (10s) and 'seconds' (5); exactly one is allowed
						     dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Wars.a05Both()

						6) [TRG-108] 'zone' of trigger 'wars.a06Zone' is not a known zone: 'Europe/Berln'
						     dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Wars.a06Zone()   @CronTrigger(cron = "@daily", zone = "Europe/Berln")
						                                                                                                                  ^^^^^^^^^^^^

						7) [TRG-102] Method of trigger 'clans.b07Parameters' has parameter 'limit' (int) without a value; the trigger offers an element for the first parameter
						     dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Clans.b07Parameters(String, int)

						8) [TRG-106] Element 'two' of trigger 'clans.b08Element' cannot be converted to parameter 'number' (int): For input string: "two"
						     dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Clans.b08Element(int)   @IntervalTrigger(every = "10s", iterArgs = { "1", "two" })
						                                                                                                                                      ^^^

						9) [TRG-201] 'schedule' of trigger 'clans.b09Bean' names bean 'sunset', which does not exist
						     dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Clans.b09Bean()   @CustomTrigger("sunset")
						                                                                                             ^^^^^^

						10) [TRG-107] Method of trigger 'players.c10Prototype' cannot be called: bean 'players' has scope 'prototype', so there is no one instance to call
						      dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Players.c10Prototype()

						11) [TRG-108] Time of day of trigger 'cleanup' is not valid: a time of day must be 00:00-23:59:59, found 24:30
						      bean 'cleanup'   TriggerSpec.named("cleanup").times("24:30")
						                                                           ^^^^^

						12) [TRG-202] @OnError names trigger 'wars.a05Boht', which does not exist
						      dev.triggers.autoconfigure.TwelveInvalidTriggersTests$Clans.failed(TriggerFailure)

						Action:

						1) Correct the expression. For example '15 * * * *' fires every hour at minute 15.
						2) It looks like Spring's dialect: use dialect = SPRING, or drop the seconds: '0 3 * * *'.
						3) Correct the expression. For example '0 0 29 2 *' fires at 00:00 on day 29 of the month in February.
						4) Units are d, h, m, s and ms, in this order: for example '10s', '1h 30m', '1d4h' or '500ms'.
						5) Remove one of the two.
						6) Did you mean 'Europe/Berlin'?
						7) Set args = "limit=…", or declare the method as b07Parameters(String tag). Or set manual = true, and start it by triggers.start("clans.b07Parameters", limit).
						8) Correct the value, or change the type of the parameter.
						9) Declare a bean of type org.springframework.scheduling.Trigger, or name a class with 'type'.
						10) Make 'players' a singleton, or move the method to a bean that is one.
						11) Write it like '09:00', '17:30:15', '23:15+02:00' or '08:00[Europe/Berlin]'.
						12) Did you mean 'wars.a05Both'?
						""");
	}

	@Configuration(proxyBeanMethods = false)
	static class InvalidConfiguration {

		@Bean
		Wars wars() {
			return new Wars();
		}

		@Bean
		Clans clans() {
			return new Clans();
		}

		@Bean
		@Scope("prototype")
		Players players() {
			return new Players();
		}

		@Bean
		TriggerSpec cleanup() {
			return TriggerSpec.named("cleanup").times("24:30").execute(() -> {
			});
		}

	}

	static class Wars {

		@CronTrigger("${app.wars.cron}")
		void a01RangeOfPlaceholder() {
		}

		@CronTrigger("0 0 3 * * *")
		void a02SixFields() {
		}

		@CronTrigger("0 0 31 2 *")
		void a03Never() {
		}

		@IntervalTrigger("10")
		void a04NoUnit() {
		}

		@IntervalTrigger(every = "10s", seconds = 5)
		void a05Both() {
		}

		@CronTrigger(cron = "@daily", zone = "Europe/Berln")
		void a06Zone() {
		}

	}

	static class Clans {

		@IntervalTrigger(every = "10s", iterArgs = { "#2PP", "#2PPP" })
		void b07Parameters(String tag, int limit) {
		}

		@IntervalTrigger(every = "10s", iterArgs = { "1", "two" })
		void b08Element(int number) {
		}

		@CustomTrigger("sunset")
		void b09Bean() {
		}

		@OnError("wars.a05Boht")
		void failed(TriggerFailure failure) {
		}

	}

	static class Players {

		@TimeTrigger("09:00")
		void c10Prototype() {
		}

	}

}
