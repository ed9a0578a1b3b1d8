package dev.triggers.actuate.service;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListValue}.
 */
class ListValueTests {

	@ParameterizedTest
	@MethodSource
	void commasSeparateUnlessEscaped(String text, String[] values) {
		assertThat(new ListValue(text).values()).containsExactly(values);
	}

	static Stream<Arguments> commasSeparateUnlessEscaped() {
		return Stream.of(of("a", "a"), of("a,b", "a", "b"), of(" a , b ", "a", "b"), of("a\\,b", "a,b"),
				of("a\\\\,b", "a\\", "b"), of("\\ a\\ ", " a "), of("a b", "a b"), of("", ""), of("a,", "a", ""),
				of(",", "", ""), of("a\\", "a\\"), of("a\\b", "ab"), of("#ü😀,x", "#ü😀", "x"));
	}

	private static Arguments of(String text, String... values) {
		return Arguments.of(text, values);
	}

}
