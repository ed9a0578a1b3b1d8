package dev.triggers.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CronSchedule} against the conformance data.
 */
class CronConformanceTests {

	// Disputed readings where both day fields count as restricted unless they are a plain
	// '*', and where 'N/step' runs to the end of the field.
	private static final Set<String> ALTERNATIVE = Set.of("star_step_dom_with_dow", "star_step_dow_with_dom",
			"star_step_both", "star_step_one", "star_in_list", "number_slash_step");

	private static final String DISPUTED = "{full_range_dom_with_dow=7, full_range_dow_with_dom=10, "
			+ "impossible_dom_with_dow=17, natural_dom_or_dow=4, natural_dow_7=5, natural_hour_list_range=9, "
			+ "natural_minute_and_hour=13, natural_minute_list_range=6, natural_mixed=28, natural_month_end=4, "
			+ "natural_other=3, natural_unordered_list=14, number_slash_step (alternative)=14, overlapping_list=14, "
			+ "star_in_list=4, star_in_list (alternative)=3, star_step_both (alternative)=2, "
			+ "star_step_dom_with_dow (alternative)=17, star_step_dow_with_dom (alternative)=10, "
			+ "star_step_one (alternative)=5, step_larger_than_range=8, wrap_around_range=8}";

	// What other programs accept and we do not, and why.
	private static final Map<String, String> CONTESTED = Map.ofEntries(
			Map.entry("bad_macro", "2: macros that cron does not have"),
			Map.entry("bad_name", "2: names have three letters and nothing behind them"),
			Map.entry("control_char", "3: not a digit, name or blank"),
			Map.entry("control_space", "3: only blanks and tabs separate fields"),
			Map.entry("malformed_range", "1: a range has two ends"),
			Map.entry("malformed_step", "3: a step is a number without sign"),
			Map.entry("non_numeric", "1: a number has no sign"),
			Map.entry("null_byte", "2: not a digit, name or blank"),
			Map.entry("out_of_range", "1: the end of a range counts even if no step reaches it"),
			Map.entry("quartz_extension", "12: belongs to the dialects SPRING and QUARTZ"),
			Map.entry("reversed_range", "1: a range runs forward, also from 7"),
			Map.entry("unicode_digit", "7: digits are 0-9"),
			Map.entry("unicode_lookalike", "2: invisible characters hide mistakes"),
			Map.entry("unicode_space", "5: only blanks and tabs separate fields"));

	@Test
	void nextTimesAreThoseAllProgramsAgreeOn() {
		List<Map<String, String>> rows = Conformance.csv("cron_next.csv");
		List<String> wrong = new ArrayList<>();
		for (Map<String, String> row : rows) {
			List<String> expected = new ArrayList<>();
			for (int i = 1; i <= 5; i++) {
				expected.add(row.get("next" + i));
			}
			expected.removeIf(String::isEmpty);
			String actual = upcoming(row.get("expression"), row.get("zone"), row.get("from"), 5);
			if (!actual.equals(String.join(" ", expected))) {
				wrong.add(row + " but was " + actual);
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(rows).hasSize(1931);
	}

	@Test
	void changesOfTheClockFollowVixieCron() {
		List<Map<String, String>> rows = Conformance.csv("cron_dst.csv");
		List<String> wrong = new ArrayList<>();
		for (Map<String, String> row : rows) {
			Schedule schedule = Schedule.cron(row.get("expression"), ZoneId.of(row.get("zone")));
			List<Instant> expected = Conformance.instants(row.get("expected_vixie"));
			List<Instant> actual = schedule.upcoming(Instant.parse(row.get("from")), expected.size());
			if (!actual.equals(expected) || schedule.followsWallClock() != row.get("job_kind").equals("wildcard")) {
				wrong.add(row + " but was " + actual);
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(rows).hasSize(911);
	}

	@Test
	void disputedExpressionsFollowTheDocumentedReading() {
		TreeMap<String, Integer> counts = new TreeMap<>();
		List<String> wrong = new ArrayList<>();
		for (JSONObject row : Conformance.json("cron_disputed.json")) {
			String category = row.getAsString("category");
			String alternative = row.getAsString("alternative");
			boolean takeAlternative = ALTERNATIVE.contains(category) && !alternative.isEmpty();
			String expected = takeAlternative ? alternative : row.getAsString("policy_unix");
			int n = expected.equals("reject") ? 1 : Conformance.instants(expected).size();
			String actual = upcoming(row.getAsString("expression"), row.getAsString("zone"), row.getAsString("from"),
					n);
			if (!actual.equals(expected)) {
				wrong.add(row + " but was " + actual);
			}
			Conformance.count(counts, takeAlternative ? category + " (alternative)" : category);
		}
		assertThat(wrong).isEmpty();
		assertThat(counts).hasToString(DISPUTED);
	}

	@Test
	void invalidExpressionsAreRefused() {
		TreeMap<String, Integer> counts = new TreeMap<>();
		TreeMap<String, Integer> contested = new TreeMap<>();
		List<String> accepted = new ArrayList<>();
		for (JSONObject row : Conformance.json("cron_invalid.json")) {
			String expression = row.getAsString("expression");
			Conformance.count(counts, row.getAsString("firmness"));
			if (row.getAsString("firmness").equals("contested")) {
				Conformance.count(contested, row.getAsString("category"));
			}
			if (!upcoming(expression, "UTC", "2026-01-01T00:00:00Z", 1).equals("reject")) {
				accepted.add(expression);
			}
		}
		assertThat(accepted).isEmpty();
		assertThat(counts).containsExactly(Map.entry("contested", 45), Map.entry("firm", 205));
		assertThat(contested).hasSameSizeAs(CONTESTED)
			.allSatisfy((category, count) -> assertThat(CONTESTED.get(category)).startsWith(count + ": "));
	}

	private static String upcoming(String expression, String zone, String from, int n) {
		try {
			Schedule schedule = Schedule.cron(expression, ZoneId.of(zone));
			return String.join(" ", schedule.upcoming(Instant.parse(from), n).stream().map(Instant::toString).toList());
		}
		catch (InvalidScheduleException ex) {
			return ex.reason().startsWith("it can never fire") ? "never" : "reject";
		}
	}

}
