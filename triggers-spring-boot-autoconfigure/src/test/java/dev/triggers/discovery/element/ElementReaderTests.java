package dev.triggers.discovery.element;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.element.ElementCursor;
import dev.triggers.element.Elements;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ElementReader}.
 */
class ElementReaderTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withPropertyValues("spring.config.name=triggers-elements")
		.withUserConfiguration(DiscoveryConfiguration.class)
		.withBean("clans", Clans.class)
		.withBean("wars", Wars.class);

	private static Elements elements(BeanFactory context, String method) {
		return context.getBean(Collected.class).get("wars." + method).work().elements();
	}

	private static List<Object> read(Elements elements) throws Exception {
		List<Object> all = new ArrayList<>();
		try (ElementCursor cursor = elements.open()) {
			assertThat(cursor).isNotNull();
			cursor.forEachRemaining(all::add);
		}
		return all;
	}

	@Test
	void literalsAreElements() {
		this.runner.run((context) -> {
			assertThat(read(elements(context, "literals"))).containsExactly("#2PP", "a,b");
			assertThat(elements(context, "literals").describe()).isEqualTo("2 elements");
		});
	}

	@Test
	void placeholderStandsForAList() {
		this.runner.run((context) -> {
			assertThat(read(elements(context, "yamlList"))).containsExactly("#2PP", "#2PPP", "c");
			assertThat(read(elements(context, "commaText"))).containsExactly("x", "y");
			assertThat(read(elements(context, "commaDefault"))).containsExactly("d", "e");
			assertThat(read(elements(context, "emptyList"))).isEmpty();
			assertThat(read(elements(context, "insideText"))).containsExactly("tag-x, y");
		});
	}

	@Test
	void expressionIsEvaluatedAtEachOpening() {
		this.runner.run((context) -> {
			Elements elements = elements(context, "expression");
			assertThat(Clans.calls).isZero();
			assertThat(read(elements)).containsExactly(1);
			assertThat(read(elements)).containsExactly(2);
			assertThat(elements.describe()).isEqualTo("#{@clans.next()}");
		});
	}

	@Test
	void placeholderInsideAnExpressionIsResolvedOnce() {
		this.runner.run((context) -> {
			assertThat(read(elements(context, "withPlaceholder"))).containsExactly(7, 8);
			assertThat(elements(context, "withPlaceholder").describe()).isEqualTo("#{ {7, 7 + 1} }");
		});
	}

	@Test
	void placeholderMayStandForAnExpression() {
		this.runner.run((context) -> assertThat(read(elements(context, "expressionInProperty"))).containsExactly(1, 2));
	}

	@Test
	void severalSourcesAreConcatenatedLazilyAndClosed() {
		this.runner.run((context) -> {
			Elements elements = elements(context, "several");
			assertThat(elements.describe()).isEqualTo("2 elements, #{@clans.stream()}, 1 element");
			try (ElementCursor cursor = elements.open()) {
				assertThat(cursor.total()).isNull();
				assertThat(cursor.next()).isEqualTo("a");
				assertThat(Clans.opened).isFalse();
				assertThat(cursor.next()).isEqualTo("b");
				assertThat(cursor.next()).isEqualTo("s");
				assertThat(Clans.opened).isTrue();
			}
			assertThat(Clans.closed).isTrue();
			assertThat(read(elements)).containsExactly("a", "b", "s", "t", "z");
		});
	}

	@Test
	void expressionThatGivesNothingFailsTheOpening() {
		this.runner
			.run((context) -> assertThatIllegalStateException().isThrownBy(() -> elements(context, "nothing").open())
				.withMessage("[TRG-106] Elements '#{null}' are null, which is not iterable"));
	}

	public static class Clans {

		private static int calls;

		private static boolean opened;

		private static boolean closed;

		Clans() {
			calls = 0;
			opened = false;
			closed = false;
		}

		public List<Integer> next() {
			return List.of(++calls);
		}

		public Stream<String> stream() {
			opened = true;
			return Stream.of("s", "t").onClose(() -> closed = true);
		}

	}

	static class Wars {

		@IntervalTrigger(every = "10s", iterArgs = { "#2PP", "a,b" })
		void literals(String element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = "${app.list}")
		void yamlList(String element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = "${app.comma}")
		void commaText(String element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = "${app.missing:d, e}")
		void commaDefault(String element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = "${app.empty}")
		void emptyList(String element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = "tag-${app.comma}")
		void insideText(String element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = "#{@clans.next()}")
		void expression(int element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = "#{ {${app.seven}, ${app.seven} + 1} }")
		void withPlaceholder(int element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = "${app.expression}")
		void expressionInProperty(int element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = { "a", "b", "#{@clans.stream()}", "z" })
		void several(String element) {
		}

		@IntervalTrigger(every = "10s", iterArgs = "#{null}")
		void nothing(String element) {
		}

	}

}
