package dev.triggers.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.definition.CallReferences;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.engine.execute.LocalExecutions;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.work.ExecuteTarget;
import dev.triggers.work.UserCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryPolicy} against the conformance data.
 */
class RetryConformanceTests {

	private static final String RANGE = "9.3: 'range' (uniform between min and max): negative or swapped bounds are refused";

	private static final String GROUPS = "9.3: a rule's count lives for one call: groups do not multiply it";

	private static final int RANDOM_CALLS = 500;

	private static final int UNLIMITED = 100_000;

	private final TreeMap<String, Integer> deviations = new TreeMap<>();

	private final TreeMap<String, Integer> categories = new TreeMap<>();

	@Test
	void callsAreRetriedAsRecorded() {
		List<JSONObject> rows = rows();
		for (JSONObject row : rows) {
			this.categories.merge(row.getAsString("category"), 1, Integer::sum);
			check(row);
		}
		assertThat(rows).hasSize(75);
		assertThat(this.categories).isEqualTo(Map.ofEntries(Map.entry("wait_fixed", 6), Map.entry("wait_fibonacci", 5),
				Map.entry("wait_range", 7), Map.entry("wait_exponential_jitter", 7),
				Map.entry("single_rule_always_fails", 3), Map.entry("single_rule_then_success", 5),
				Map.entry("fibonacci_timing", 2), Map.entry("exception_matching", 3), Map.entry("filter", 3),
				Map.entry("nested_two_rules_same_error", 7), Map.entry("nested_parent_child", 13),
				Map.entry("nested_changing_errors", 5), Map.entry("counters_reset_between_invocations", 2),
				Map.entry("execute_with_groups", 6), Map.entry("unlimited_retries", 1)));
		assertThat(this.deviations).isEqualTo(Map.of(RANGE, 3, GROUPS, 5));
	}

	private void check(JSONObject row) {
		switch (row.getAsString("category")) {
			case "wait_fixed", "wait_fibonacci" -> checkExactWaits(row);
			case "wait_range" -> checkRange(row);
			case "wait_exponential_jitter" -> checkBounds(row, bounds(row));
			case "execute_with_groups" -> checkGroups(row);
			case "unlimited_retries" -> checkUnlimited(row);
			default -> checkCalls(row);
		}
	}

	private static void checkExactWaits(JSONObject row) {
		List<Duration> expected = durations(row.get("waits_ms"));
		assertThat(waits(row, new Random(), expected.size())).as("%s", row).isEqualTo(expected);
	}

	private void checkRange(JSONObject row) {
		Duration min = duration(((JSONObject) row.get("rule")).get("min_ms"));
		Duration max = duration(((JSONObject) row.get("rule")).get("max_ms"));
		if (min.isNegative() || max.compareTo(min) < 0) {
			assertThat(catchRefusal(row)).as("%s", row).isTrue();
			this.deviations.merge(RANGE, 1, Integer::sum);
			return;
		}
		checkBounds(row, Collections.nCopies(3, durations(row.get("bounds_ms"))));
	}

	private static void checkBounds(JSONObject row, List<List<Duration>> bounds) {
		Random random = new Random(42);
		for (int call = 0; call < RANDOM_CALLS; call++) {
			List<Duration> waits = waits(row, random, bounds.size());
			for (int number = 0; number < bounds.size(); number++) {
				assertThat(waits.get(number)).as("%s", row)
					.isBetween(bounds.get(number).get(0), bounds.get(number).get(1));
			}
		}
	}

	private static void checkCalls(JSONObject row) {
		List<JSONObject> settings = objects(row.get("rules"));
		int[] filterCalls = new int[settings.size()];
		List<RetryRule> rules = new ArrayList<>();
		for (int position = 0; position < settings.size(); position++) {
			rules.add(rule(settings.get(position), filterCalls, position));
		}
		VirtualCall call = new VirtualCall(new RetryPolicy(rules), new Random());
		Number invocations = row.getAsNumber("invocations");
		List<Integer> callsPerInvocation = new ArrayList<>();
		String outcome = "";
		for (int invocation = 0; invocation < ((invocations != null) ? invocations.intValue() : 1); invocation++) {
			int before = call.starts().size();
			outcome = outcome(call.invoke((number) -> raised(row, number)));
			callsPerInvocation.add(call.starts().size() - before);
		}
		assertThat(call.starts()).as("%s", row).isEqualTo(durations(row.get("call_times_ms")));
		assertThat(call.starts()).as("%s", row).hasSize(row.getAsNumber("calls").intValue());
		assertThat(outcome).as("%s", row).isEqualTo(row.get("outcome"));
		assertThat(filterCalls).as("%s", row).containsExactly(integers(row.get("filter_calls")));
		if (invocations != null) {
			assertThat(callsPerInvocation).as("%s", row).isEqualTo(row.get("calls_per_invocation"));
		}
	}

	/**
	 * Check a call by name in the engine, which passes its groups anew for each attempt.
	 */
	private void checkGroups(JSONObject row) {
		Duration wait = duration(row.get("wait_ms"));
		RetryRule rule = RetryRule.on(Err.class)
			.retries(row.getAsNumber("retries").intValue())
			.waiting(RetryWait.fixed(wait));
		List<ConcurrencyGroup> groups = IntStream.range(0, row.getAsNumber("groups").intValue())
			.mapToObj((number) -> new ConcurrencyGroup("g" + number, GroupLimits.concurrent(1)))
			.toList();
		ManualTaskScheduler time = new ManualTaskScheduler();
		LocalExecutions executions = new LocalExecutions(time,
				TestCalls.tools(time, groups, Map.of("policy", RetryPolicy.of(rule))), Duration.ZERO);
		List<Instant> starts = new ArrayList<>();
		executions.register(new ExecuteDefinition("call", target(() -> {
			assertThat(groups).allMatch((group) -> group.active() == 1);
			starts.add(time.now());
			Err raised = raised(row, starts.size() - 1);
			if (raised != null) {
				throw raised;
			}
			return null;
		}), new CallReferences(groups.stream().map(ConcurrencyGroup::name).toList(), "policy")));
		Instant begin = time.now();
		CompletableFuture<Object> result = executions.execute("call");
		int expected = row.getAsNumber("sensible_calls").intValue();
		for (int call = 0; call < expected; call++) {
			time.runDue();
			assertThat(starts).as("%s", row).hasSize(call + 1).endsWith(begin.plus(wait.multipliedBy(call)));
			assertThat(groups).allMatch((group) -> group.active() == 0);
			assertThat(result.isDone()).as("%s", row).isEqualTo(call == expected - 1);
			time.advanceBy(wait);
		}
		assertThat(starts).as("%s", row).hasSize(expected);
		Err last = raised(row, expected - 1);
		assertThat(outcome(result.handle((value, ex) -> ex).join())).as("%s", row).isEqualTo(outcome(last));
		if (!row.get("sensible_calls").equals(row.get("original_calls"))) {
			this.deviations.merge(GROUPS, 1, Integer::sum);
		}
	}

	private static ExecuteTarget target(UserCode code) {
		return new ExecuteTarget() {

			@Override
			public UserCode bind(List<? extends @Nullable Object> arguments) {
				return code;
			}

			@Override
			public String describe() {
				return "test.Target.call()";
			}

		};
	}

	private static void checkUnlimited(JSONObject row) {
		RetryRule rule = RetryRule.on(Err.class).waiting(wait((JSONObject) row.get("rule")));
		VirtualCall call = new VirtualCall(RetryPolicy.of(rule), new Random());
		assertThat(call.invoke((number) -> (number < UNLIMITED) ? new Err() : null)).isNull();
		assertThat(call.starts()).hasSize(UNLIMITED + 1);
	}

	private static boolean catchRefusal(JSONObject row) {
		try {
			wait((JSONObject) row.get("rule"));
			return false;
		}
		catch (IllegalArgumentException ex) {
			return true;
		}
	}

	private static RetryRule rule(JSONObject settings, int[] filterCalls, int position) {
		RetryRule.Builder<Err> builder = RetryRule.on(type(settings.getAsString("on")));
		builder.retries(settings.getAsNumber("retries").intValue());
		if (settings.containsKey("filter")) {
			Predicate<Err> filter = filter(settings.getAsString("filter"));
			builder.when((failure) -> {
				filterCalls[position]++;
				return filter.test(failure);
			});
		}
		return builder.waiting(wait(settings));
	}

	private static RetryWait wait(JSONObject rule) {
		return switch (rule.getAsString("type")) {
			case "fixed" -> RetryWait.fixed(duration(rule.get("wait_ms")));
			case "fibonacci" -> RetryWait.fibonacci();
			case "range" -> RetryWait.range(duration(rule.get("min_ms")), duration(rule.get("max_ms")));
			case "exponential_jitter" ->
				RetryWait.exponentialJitter(duration(rule.get("base_ms")), duration(rule.get("cap_ms")));
			default -> throw new IllegalStateException("Unknown rule " + rule);
		};
	}

	// Waits of a rule that is the only one, in a call that always fails.
	private static List<Duration> waits(JSONObject row, Random random, int count) {
		RetryRule rule = RetryRule.on(Err.class).retries(count).waiting(wait((JSONObject) row.get("rule")));
		VirtualCall call = new VirtualCall(RetryPolicy.of(rule), random);
		call.invoke((number) -> new Err());
		return call.retries().stream().map(RetryDecision::waitTime).toList();
	}

	private static Class<? extends Err> type(String error) {
		return switch (error) {
			case "Err" -> Err.class;
			case "A" -> A.class;
			case "A1" -> A1.class;
			case "B" -> B.class;
			default -> throw new IllegalStateException("Unknown error " + error);
		};
	}

	private static Predicate<Err> filter(String filter) {
		return switch (filter) {
			case "always" -> (failure) -> true;
			case "never" -> (failure) -> false;
			case "only_A1" -> A1.class::isInstance;
			default -> throw new IllegalStateException("Unknown filter " + filter);
		};
	}

	private static @Nullable Err raised(JSONObject row, int number) {
		JSONArray raises = (JSONArray) row.get("raises");
		return switch ((String) raises.get(Math.min(number, raises.size() - 1))) {
			case "ok" -> null;
			case "Err" -> new Err();
			case "A" -> new A();
			case "A1" -> new A1();
			case "B" -> new B();
			default -> throw new IllegalStateException("Unknown error in " + row);
		};
	}

	private static String outcome(@Nullable Throwable failure) {
		return (failure != null) ? "raises " + failure.getClass().getSimpleName() : "success";
	}

	private static List<List<Duration>> bounds(JSONObject row) {
		return ((JSONArray) row.get("bounds_ms")).stream().map(RetryConformanceTests::durations).toList();
	}

	private static List<Duration> durations(Object millis) {
		return ((JSONArray) millis).stream().map(RetryConformanceTests::duration).toList();
	}

	private static Duration duration(Object millis) {
		return Duration.ofNanos(Math.round(((Number) millis).doubleValue() * 1_000_000));
	}

	private static int[] integers(Object numbers) {
		return ((JSONArray) numbers).stream().mapToInt((number) -> ((Number) number).intValue()).toArray();
	}

	private static List<JSONObject> objects(Object array) {
		return ((JSONArray) array).stream().map(JSONObject.class::cast).toList();
	}

	private static List<JSONObject> rows() {
		try (InputStream stream = RetryConformanceTests.class.getResourceAsStream("/conformance/retry.json")) {
			return objects(new JSONParser(JSONParser.MODE_RFC4627).parse(stream));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Error of the data.
	 */
	@SuppressWarnings("serial")
	private static class Err extends Exception {

	}

	/**
	 * Error of the data.
	 */
	@SuppressWarnings("serial")
	private static class A extends Err {

	}

	/**
	 * Error of the data.
	 */
	@SuppressWarnings("serial")
	private static class A1 extends A {

	}

	/**
	 * Error of the data.
	 */
	@SuppressWarnings("serial")
	private static class B extends Err {

	}

}
