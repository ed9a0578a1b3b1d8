package dev.triggers.discovery.method;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.DefaultConversionService;

import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.element.Element;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;
import dev.triggers.work.TriggerTarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link BeanMethodTarget}.
 */
class BeanMethodTargetTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class)
		.withBean("wars", Wars.class);

	private void run(ContextConsumer<AssertableApplicationContext> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
		});
	}

	private static @Nullable Object call(BeanFactory context, String method, @Nullable Object element)
			throws Throwable {
		TriggerTarget target = context.getBean(Collected.class).get("wars." + method).work().target();
		return target.call(new Element(0, element));
	}

	@Test
	void elementOfTheTypeOfTheParameterIsPassedAsItIs() {
		List<String> element = List.of("a");
		run((context) -> assertThat(call(context, "listed", element)).isSameAs(element));
	}

	@Test
	void elementIsConverted() {
		run((context) -> {
			assertThat(call(context, "duration", "10s")).isEqualTo(Duration.ofSeconds(10));
			assertThat(call(context, "number", "5")).isEqualTo(5);
			assertThat(call(context, "number", 6)).isEqualTo(6);
		});
	}

	@Test
	void nullElementIsPassedToAnObject() {
		run((context) -> assertThat(call(context, "listed", null)).isNull());
	}

	@Test
	void nullElementForAPrimitiveFails() {
		run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> call(context, "number", null))
			.withMessage("[TRG-106] Element of type null cannot be converted to parameter 'number' (int) of "
					+ Wars.class.getName()
					+ ".number(int). Leave out elements that are null, or declare the parameter as an object."));
	}

	@Test
	void elementWithoutConverterFailsAndSaysWhichOneIsMissing() {
		run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> call(context, "clan", 5L))
			.withMessage("[TRG-106] Element of type java.lang.Long cannot be converted to parameter 'clan' ("
					+ Clan.class.getName() + ") of " + Wars.class.getName()
					+ ".clan(Clan). Register a bean of type org.springframework.core.convert.converter.Converter"
					+ "<Long, BeanMethodTargetTests.Clan>, or change the type of the parameter."));
	}

	@Test
	void elementThatItsConverterRefusesFailsWithTheReason() {
		run((context) -> assertThatIllegalArgumentException().isThrownBy(() -> call(context, "number", "five"))
			.withMessageStartingWith("[TRG-106] Element of type java.lang.String cannot be converted to parameter"
					+ " 'number' (int) of " + Wars.class.getName() + ".number(int): For input string: \"five\""));
	}

	@Test
	void converterOfTheApplicationIsUsed() {
		this.runner.withBean(ClanConverter.class)
			.run((context) -> assertThat(call(context, "clan", 5L)).hasToString("Clan[id=5]"));
	}

	@Test
	void conversionServiceOfTheApplicationIsUsed() {
		this.runner.withBean("conversionService", ClanConversionService.class)
			.run((context) -> assertThat(call(context, "clan", 5L)).hasToString("Clan[id=5]"));
	}

	@Test
	void argumentsAreBoundByNameAndTheElementToTheFirstOtherParameter() {
		run((context) -> assertThat(call(context, "mixed", "tag")).isEqualTo("2.5 tag 10 a=b"));
	}

	@Test
	void methodWithoutElementsGetsItsArgumentsOnly() {
		run((context) -> assertThat(context.getBean(Collected.class).get("wars.alone").work().target().call(null))
			.isEqualTo("7"));
	}

	@Test
	void exceptionOfTheMethodIsNotWrapped() {
		run((context) -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> call(context, "failing", "x"))
			.withMessage("x"));
	}

	@Test
	void argumentsMayBePlaceholdersAndExpressions() {
		this.runner.withPropertyValues("app.limit=3", "triggers.instances.wars.alone.args=limit=#{ ${app.limit} * 2 }")
			.run((context) -> assertThat(context.getBean(Collected.class).get("wars.alone").work().target().call(null))
				.isEqualTo("6"));
	}

	static class Wars {

		@IntervalTrigger(every = "10s", iterArgs = "#{@wars.nothing()}")
		Object listed(List<String> names) {
			return names;
		}

		@IntervalTrigger(every = "10s", iterArgs = "5s")
		Object duration(Duration duration) {
			return duration;
		}

		@IntervalTrigger(every = "10s", iterArgs = { "1", "2" })
		Object number(int number) {
			return number;
		}

		@IntervalTrigger(every = "10s", iterArgs = "#{ {1L, 2L} }")
		Object clan(Clan clan) {
			return clan;
		}

		@IntervalTrigger(every = "10s", iterArgs = "x", args = { "factor=2.5", "limit=10", "text=a=b" })
		Object mixed(double factor, String tag, Integer limit, String text) {
			return factor + " " + tag + " " + limit + " " + text;
		}

		@IntervalTrigger(every = "10s", args = "limit=7")
		String alone(long limit) {
			return String.valueOf(limit);
		}

		@IntervalTrigger(every = "10s", iterArgs = "x")
		void failing(String text) throws IOException {
			throw new IOException(text);
		}

	}

	static final class Clan {

		private final long id;

		private Clan(UUID key, long id) {
			this.id = id;
		}

		@Override
		public String toString() {
			return "Clan[id=" + this.id + "]";
		}

	}

	static class ClanConverter implements Converter<Long, Clan> {

		@Override
		public Clan convert(Long id) {
			return new Clan(UUID.randomUUID(), id);
		}

	}

	static class ClanConversionService extends DefaultConversionService {

		ClanConversionService() {
			addConverter(new ClanConverter());
			addConverter(String.class, Duration.class, (text) -> Duration.ZERO);
		}

	}

}
