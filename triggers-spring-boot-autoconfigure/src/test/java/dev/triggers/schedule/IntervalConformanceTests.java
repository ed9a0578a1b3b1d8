package dev.triggers.schedule;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IntervalText} against the conformance data.
 */
class IntervalConformanceTests {

	@Test
	void intervalsAreReadExactlyOrRefused() {
		TreeMap<String, Integer> deviations = new TreeMap<>();
		List<String> wrong = new ArrayList<>();
		List<JSONObject> rows = Conformance.json("durations.json");
		for (JSONObject row : rows) {
			String expected = ((Boolean) row.get("valid")) ? row.getAsString("nanos") : "refused";
			String actual = nanos(row.getAsString("input"));
			if (!actual.equals(expected)) {
				String deviation = deviation(row);
				Conformance.count(deviations, deviation);
				if (deviation.isEmpty()) {
					wrong.add(row + " but was " + actual);
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(rows).hasSize(112);
		assertThat(deviations).hasToString("{ISO-8601 is accepted=1, less than a nanosecond is refused=2, "
				+ "more seconds than a long holds is refused=1}");
	}

	private static String deviation(JSONObject row) {
		if (row.getAsString("input").equals("PT1S")) {
			return "ISO-8601 is accepted";
		}
		if (row.getAsString("category").equals("below_one_nanosecond")) {
			return "less than a nanosecond is refused";
		}
		return row.getAsString("input").equals("99999999999999999999s") ? "more seconds than a long holds is refused"
				: "";
	}

	private static String nanos(String text) {
		try {
			Duration duration = IntervalText.parse(text);
			BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds());
			return seconds.movePointRight(9).add(BigDecimal.valueOf(duration.getNano())).toPlainString();
		}
		catch (InvalidScheduleException ex) {
			return "refused";
		}
	}

}
