package dev.triggers.discovery;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;
import org.springframework.scheduling.support.PeriodicTrigger;

import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.CustomTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.StartPolicy.Mode;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.schedule.CronDialect;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.ScheduleType;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the way from annotations to definitions.
 */
class TriggerAnnotationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class);

	private void with(Class<?> type, Consumer<Collected> test, String... properties) {
		this.runner.withBean("wars", type).withPropertyValues(properties).run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context.getBean(Collected.class));
		});
	}

	@Test
	void unsetAttributesHaveTheirDefaults() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

		}
		with(Wars.class, (collected) -> {
			TriggerDefinition trigger = collected.get("wars.refresh");
			assertThat(trigger.start().mode()).isEqualTo(Mode.ON_READY);
			assertThat(trigger.start().onStartup()).isTrue();
			assertThat(trigger.start().order()).isEqualTo(Integer.MAX_VALUE);
			assertThat(trigger.execution().count()).isNull();
			assertThat(trigger.execution().misfire()).isEqualTo(MisfirePolicy.FIRE_ONCE);
			assertThat(trigger.execution().onFailure()).isEqualTo(FailurePolicy.CONTINUE);
			assertThat(trigger.execution().concurrent()).isFalse();
			assertThat(trigger.execution().reconnect()).isNull();
			assertThat(trigger.work().concurrency()).isOne();
			assertThat(trigger.work().elements().describe()).isEmpty();
			assertThat(trigger.references().logger()).isEqualTo("triggers.wars.refresh");
			assertThat(trigger.references().errorHandler()).isNull();
			assertThat(trigger.references().scheduler()).isNull();
			assertThat(trigger.documentation().description()).isEmpty();
			assertThat(trigger.documentation().tags()).isEmpty();
			assertThat(trigger.documentation().unhealthyAfter()).isNull();
			assertThat(trigger.documentation().origin("every")).hasToString("annotation");
			assertThat(trigger.documentation().origin("onStartup")).hasToString("default");
		});
	}

	@Test
	void unsetAttributesTakeTheDefaultsOfTheApplication() {
		record Wars() {

			@CronTrigger("@daily")
			void refresh() {
			}

		}
		this.runner.withBean("wars", Wars.class)
			.withBean(TriggerDefaults.class,
					() -> new TriggerDefaults(false, true, "Asia/Tokyo", MisfirePolicy.SKIP, 7, true,
							new ReconnectPolicy(Duration.ofSeconds(2), Duration.ofSeconds(3))))
			.withPropertyValues("triggers.on-startup=false")
			.run((context) -> {
				TriggerDefinition trigger = context.getBean(Collected.class).get("wars.refresh");
				assertThat(trigger.start().mode()).isEqualTo(Mode.AUTOSTART);
				assertThat(trigger.start().onStartup()).isFalse();
				assertThat(trigger.schedule().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
				assertThat(trigger.execution().misfire()).isEqualTo(MisfirePolicy.SKIP);
				assertThat(trigger.work().concurrency()).isEqualTo(7);
				assertThat(trigger.execution().reconnect())
					.hasToString("ReconnectPolicy[initialDelay=PT2S, maxDelay=PT3S]");
				assertThat(trigger.documentation().origin("onStartup").property()).isEqualTo("triggers.on-startup");
			});
	}

	@Test
	void allAttributesAreRead() {
		record Wars() {

			@CronTrigger(cron = "0 0 3 * * *", dialect = CronDialect.SPRING, name = "nightly", description = "What for",
					tags = { "coc", "war" }, zone = "Europe/Berlin", onStartup = "false", autostart = "true", count = 5,
					onFailure = FailurePolicy.STOP, reconnect = "true", logger = "com.acme", concurrency = "0",
					misfire = MisfirePolicy.CATCH_UP, concurrent = true, unhealthyAfter = "1d4h")
			void refresh() {
			}

		}
		with(Wars.class, (collected) -> {
			TriggerDefinition trigger = collected.get("nightly");
			assertThat(trigger.schedule().expression()).isEqualTo("0 0 3 * * *");
			assertThat(trigger.schedule().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
			assertThat(trigger.start().mode()).isEqualTo(Mode.AUTOSTART);
			assertThat(trigger.start().onStartup()).isFalse();
			assertThat(trigger.execution().count()).isEqualTo(5);
			assertThat(trigger.execution().misfire()).isEqualTo(MisfirePolicy.CATCH_UP);
			assertThat(trigger.execution().onFailure()).isEqualTo(FailurePolicy.STOP);
			assertThat(trigger.execution().concurrent()).isTrue();
			assertThat(trigger.execution().reconnect()).isEqualTo(ReconnectPolicy.DEFAULT);
			assertThat(trigger.work().concurrency()).isZero();
			assertThat(trigger.references().logger()).isEqualTo("com.acme");
			assertThat(trigger.documentation().description()).isEqualTo("What for");
			assertThat(trigger.documentation().tags()).containsExactly("coc", "war");
			assertThat(trigger.documentation().unhealthyAfter()).isEqualTo(Duration.ofHours(28));
		});
	}

	@Test
	void shortcutsHaveTheirSchedules() {
		record Wars() {

			@CronTrigger.Hourly(name = "hourly")
			@CronTrigger.Daily(name = "daily")
			@CronTrigger.Weekly(name = "weekly")
			@CronTrigger.Monthly(name = "monthly")
			@IntervalTrigger.Hourly(name = "eachHour")
			@IntervalTrigger.Daily(name = "eachDay", manual = true)
			void refresh() {
			}

		}
		with(Wars.class, (collected) -> {
			assertThat(collected.get("hourly").schedule().expression()).isEqualTo("0 * * * *");
			assertThat(collected.get("daily").schedule().expression()).isEqualTo("0 0 * * *");
			assertThat(collected.get("weekly").schedule().expression()).isEqualTo("0 0 * * 0");
			assertThat(collected.get("monthly").schedule().expression()).isEqualTo("0 0 1 * *");
			assertThat(collected.get("eachHour").schedule().expression()).isEqualTo("1h");
			assertThat(collected.get("eachDay").schedule().type()).isEqualTo(ScheduleType.FIXED_DELAY);
			assertThat(collected.get("eachDay").start().mode()).isEqualTo(Mode.MANUAL);
		});
	}

	@Test
	void composedAnnotationPassesItsAttributesOn() {
		record Wars() {

			@Nightly(label = "night", times = "04:00")
			void refresh() {
			}

		}
		with(Wars.class, (collected) -> {
			assertThat(collected.get("night").schedule().type()).isEqualTo(ScheduleType.TIMES);
			assertThat(collected.get("night").documentation().tags()).containsExactly("nightly");
		});
	}

	@Test
	void repeatedAnnotationsAreTriggersOfTheirOwn() {
		record Wars() {

			@IntervalTrigger(every = "10s", name = "often")
			@IntervalTrigger(seconds = 0.5, name = "veryOften", mode = IntervalMode.FIXED_RATE)
			void refresh() {
			}

		}
		with(Wars.class, (collected) -> {
			assertThat(collected.names()).containsExactly("often", "veryOften");
			assertThat(collected.get("veryOften").schedule().expression()).isEqualTo("500ms");
			assertThat(collected.get("veryOften").schedule().type()).isEqualTo(ScheduleType.FIXED_RATE);
		});
	}

	@Test
	void annotationOnInterfaceMethodIsFound() {
		record Wars() implements Refreshable<String> {

			@Override
			public String refresh() {
				return "refreshed";
			}

		}
		with(Wars.class, (collected) -> {
			assertThat(collected.names()).containsExactly("wars.refresh", "wars.refreshByDefault");
			assertThat(call(collected, "wars.refresh")).isEqualTo("refreshed");
			assertThat(call(collected, "wars.refreshByDefault")).isEqualTo("by default");
		});
	}

	@Test
	void annotationOnSuperclassIsFoundAndReplacedByThatOfTheOverridingMethod() {
		with(SpecialWars.class, (collected) -> {
			assertThat(collected.names()).containsExactly("wars.inherited", "wars.overridden");
			assertThat(collected.get("wars.overridden").schedule().expression()).isEqualTo("20s");
		});
	}

	@Test
	void bridgeMethodIsNotATriggerOfItsOwn() {
		record Wars() implements Callable<String> {

			@Override
			@IntervalTrigger("10s")
			public String call() {
				return "called";
			}

		}
		with(Wars.class, (collected) -> {
			assertThat(collected.names()).containsExactly("wars.call");
			assertThat(TriggerAnnotationTests.call(collected, "wars.call")).isEqualTo("called");
		});
	}

	@Test
	void timesOfDayAreInUtcUnlessThereIsAZone() {
		record Wars() {

			@TimeTrigger("09:00")
			void inUtc() {
			}

			@TimeTrigger(times = "09:00", zone = "+02:00")
			void inZone() {
			}

			@CronTrigger("@daily")
			void inSystemZone() {
			}

		}
		with(Wars.class, (collected) -> {
			assertThat(collected.get("wars.inUtc").schedule().zone()).isEqualTo(ZoneId.of("Z"));
			assertThat(collected.get("wars.inZone").schedule().zone()).isEqualTo(ZoneId.of("+02:00"));
			assertThat(collected.get("wars.inSystemZone").schedule().zone()).isEqualTo(ZoneId.systemDefault());
		});
	}

	@Test
	void placeholdersAndExpressionsAreResolved() {
		record Wars() {

			@TimeTrigger(times = "${app.times}", name = "${app.name:fallback}", description = "#{'a' + 'b'}",
					tags = "${app.tags}", onStartup = "${app.on-startup}", zone = "#{@zone}")
			void refresh() {
			}

		}
		this.runner.withBean("wars", Wars.class)
			.withBean("zone", ZoneId.class, () -> ZoneId.of("Europe/Berlin"))
			.withPropertyValues("app.times[0]=09:00", "app.times[1]=10:00", "app.tags=a, b", "app.on-startup=false")
			.run((context) -> {
				TriggerDefinition trigger = context.getBean(Collected.class).get("fallback");
				assertThat(trigger.schedule().describe(Locale.ENGLISH)).contains("09:00", "10:00");
				assertThat(trigger.documentation().description()).isEqualTo("ab");
				assertThat(trigger.documentation().tags()).containsExactly("a", "b");
				assertThat(trigger.start().onStartup()).isFalse();
				assertThat(trigger.schedule().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
				assertThat(trigger.documentation().origin("onStartup").property()).isEqualTo("app.on-startup");
			});
	}

	@Test
	void customScheduleIsABeanOrCreatedForEachDeclaration() {
		record Wars() {

			@CustomTrigger("everyMinute")
			void byBean() {
			}

			@CustomTrigger(type = RandomTrigger.class)
			void byType() {
			}

			@Randomly
			void byAnnotation() {
			}

		}
		RandomTrigger.created = 0;
		this.runner.withBean("wars", Wars.class)
			.withBean("everyMinute", PeriodicTrigger.class, Duration.ofMinutes(1))
			.withPropertyValues("app.period=PT5S")
			.run((context) -> {
				Collected collected = context.getBean(Collected.class);
				assertThat(collected.names()).containsExactly("wars.byAnnotation", "wars.byBean", "wars.byType");
				assertThat(collected.get("wars.byType").schedule().type()).isEqualTo(ScheduleType.CUSTOM);
				assertThat(RandomTrigger.created).isEqualTo(2);
			});
	}

	private static Object call(Collected collected, String name) {
		try {
			return collected.get(name).work().target().call(null);
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
	}

	@Retention(RetentionPolicy.RUNTIME)
	@TimeTrigger(tags = "nightly")
	@interface Nightly {

		@AliasFor(annotation = TimeTrigger.class, attribute = "name")
		String label();

		@AliasFor(annotation = TimeTrigger.class)
		String[] times() default "03:00";

	}

	@Retention(RetentionPolicy.RUNTIME)
	@CustomTrigger(type = RandomTrigger.class)
	@interface Randomly {

	}

	static class RandomTrigger extends PeriodicTrigger {

		static int created;

		RandomTrigger(@Value("${app.period}") String period) {
			super(Duration.parse(period));
			created++;
		}

	}

	interface Refreshable<T> {

		@IntervalTrigger("10s")
		T refresh();

		@IntervalTrigger("10s")
		default String refreshByDefault() {
			return "by default";
		}

	}

	static class GeneralWars {

		@IntervalTrigger("10s")
		void inherited() {
		}

		@IntervalTrigger("10s")
		void overridden() {
		}

	}

	static class SpecialWars extends GeneralWars {

		@Override
		@IntervalTrigger("20s")
		void overridden() {
		}

	}

}
