package dev.triggers.call.limit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConcurrencyGroups} against recorded runs of Ex-Machina's time
 * semaphore, on the virtual clock.
 * <p>
 * There are no deviations from what is expected there. Where the original differs from
 * that, it loses a slot for good.
 */
class TimeSemaphoreConformanceTests {

	static List<JSONObject> rows() {
		try (InputStream stream = TimeSemaphoreConformanceTests.class
			.getResourceAsStream("/conformance/time_semaphore.json")) {
			return objects(new JSONParser(JSONParser.MODE_RFC4627).parse(stream));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void allRowsAreThere() {
		assertThat(rows()).hasSize(48);
		assertThat(rows().stream().mapToInt((row) -> objects(row.get("tasks")).size()).sum()).isEqualTo(294);
		assertThat(rows()).filteredOn((row) -> Boolean.FALSE.equals(row.get("original_agrees")))
			.extracting((row) -> row.getAsString("id"))
			.containsExactly("s0046");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void callsStartAndEndAsExpected(JSONObject row) {
		ConcurrencyGroup group = new ConcurrencyGroup("limit", limits(row));
		VirtualGroups virtual = new VirtualGroups(group);
		List<Call> calls = new ArrayList<>();
		for (JSONObject json : objects(row.get("tasks"))) {
			Call call = new Call(virtual, group, json);
			calls.add(call);
			virtual.time.after(Duration.ofMillis(json.getAsNumber("arrive_ms").longValue()), call::arrive);
			Number cancelled = json.getAsNumber("cancel_at_ms");
			if (cancelled != null) {
				virtual.time.after(Duration.ofMillis(cancelled.longValue()), call::cancel);
			}
		}
		virtual.time.advanceBy(Duration.ofMinutes(1));
		assertThat(calls).extracting((call) -> call.start)
			.as(row.getAsString("id"))
			.containsExactly(times(row, "expected_starts_ms"));
		assertThat(calls).extracting((call) -> call.end).containsExactly(times(row, "expected_ends_ms"));
		assertThat(group).hasToString("limit (0 active, 0 waiting)");
		assertThat(virtual.pendingTimers()).isZero();
	}

	private static GroupLimits limits(JSONObject row) {
		Number concurrent = row.getAsNumber("entire_calls_limit");
		int rate = row.getAsNumber("time_calls_limit").intValue();
		Duration period = Duration.ofMillis(row.getAsNumber("time_limit_ms").longValue());
		boolean limited = !period.isZero();
		return new GroupLimits((concurrent != null) ? concurrent.intValue() : null, limited ? rate : null,
				limited ? period : null);
	}

	private static List<JSONObject> objects(Object array) {
		return ((JSONArray) array).stream().map(JSONObject.class::cast).toList();
	}

	private static @Nullable Long[] times(JSONObject row, String key) {
		return Arrays.stream(((JSONArray) row.get(key)).toArray())
			.map((time) -> (time != null) ? ((Number) time).longValue() : null)
			.toArray(Long[]::new);
	}

	/**
	 * Call that asks, starts and ends in virtual time.
	 */
	private static final class Call {

		private final VirtualGroups virtual;

		private final long origin;

		private final ConcurrencyGroup group;

		private final Duration duration;

		private @Nullable PermitRequest request;

		private @Nullable Long start;

		private @Nullable Long end;

		Call(VirtualGroups virtual, ConcurrencyGroup group, JSONObject json) {
			this.virtual = virtual;
			this.origin = virtual.time.now().toEpochMilli();
			this.group = group;
			this.duration = Duration.ofMillis(json.getAsNumber("duration_ms").longValue());
		}

		void arrive() {
			this.request = this.virtual.groups.request(List.of(this.group));
			this.request.thenAccept((permit) -> {
				this.start = now();
				assertThat(permit.start()).isTrue();
				this.virtual.time.after(this.duration, () -> end(permit));
			});
		}

		void cancel() {
			if (!this.request.cancel(true)) {
				end(this.request.join());
			}
		}

		private void end(Permit permit) {
			if (this.end == null) {
				this.end = now();
				permit.release();
			}
		}

		private long now() {
			return this.virtual.time.now().toEpochMilli() - this.origin;
		}

	}

}
