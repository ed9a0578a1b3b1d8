package dev.triggers.naming;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NearestName}.
 */
class NearestNameTests {

	private static final List<String> NAMES = List.of("daily", "hourly", "weekly", "Europe/Berlin");

	@ParameterizedTest
	@CsvSource({ "dayly, daily", "dialy, daily", "HOURLY, hourly", "weekli, weekly", "europe/belin, Europe/Berlin",
			"daily, daily", "monthly, ", "x, " })
	void nearestNameIsFound(String text, String nearest) {
		assertThat(NearestName.of(text, NAMES)).isEqualTo(nearest);
	}

	@Test
	void veryLongTextIsNearToNothing() {
		assertThat(NearestName.of("daily".repeat(1000), NAMES)).isNull();
	}

}
