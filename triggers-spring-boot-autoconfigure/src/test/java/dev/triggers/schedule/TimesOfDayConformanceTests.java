package dev.triggers.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimesOfDaySchedule} against the conformance data.
 */
class TimesOfDayConformanceTests {

	private static final Pattern OFFSET = Pattern.compile("[+-].*");

	@Test
	void timesOfDayAreDueAsExpected() {
		List<JSONObject> rows = Conformance.json("time_of_day.json");
		List<String> wrong = new ArrayList<>();
		for (JSONObject row : rows) {
			JSONArray times = (JSONArray) row.get("times");
			String[] texts = times.stream().map((time) -> text((JSONObject) time)).toArray(String[]::new);
			List<Instant> expected = ((JSONArray) row.get("expected")).stream()
				.map((time) -> Instant.parse((String) time))
				.toList();
			// in the data a time that equals 'from' is due
			Instant from = Instant.parse(row.getAsString("from")).minusNanos(1);
			List<Instant> actual = Schedule.times(texts).upcoming(from, 4);
			if (!actual.equals(expected)) {
				wrong.add(row + " but was " + actual);
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(rows).hasSize(309);
	}

	private static String text(JSONObject time) {
		String zone = time.getAsString("zone");
		if (zone == null) {
			return time.getAsString("time");
		}
		return time.getAsString("time") + (OFFSET.matcher(zone).matches() ? zone : "[" + zone + "]");
	}

}
