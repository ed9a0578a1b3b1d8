package dev.triggers.engine;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.schedule.InvalidScheduleException;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LocalTriggerEngine} against recorded scripts of coc.py's triggers, on
 * the virtual clock. The original calls all elements at once, so the scripts are played
 * with {@code concurrency = 0}.
 */
class TriggerLifecycleConformanceTests {

	/**
	 * What is expected instead of the recorded trace, and the sentence of the
	 * specification that wants it.
	 */
	private static final Map<String, Deviation> DEVIATIONS = Map.of(

			"g0006", new Deviation("1.3: 'seconds': whole or fractional seconds", List.of("0 start", "0 end")),

			"g0007", new Deviation("2.2: Zero is allowed for 'every' (loop without pause)", List.of()),

			"g0009",
			new Deviation(
					"4.4: a due time that passed while the previous execution ran is made up for; "
							+ "one that has just come is due",
					List.of("40000 start", "100000 end", "100000 start", "100000 end", "160000 start", "160000 end",
							"220000 start", "220000 end", "280000 start", "280000 end", "300003 alive true")),

			"g0012",
			new Deviation("5.1: Each failure goes to the handler, when it happens",
					List.of("0 start a", "0 start b", "0 start c", "0 end b", "100 raised c ValueError",
							"100 handler own c ValueError", "3000 raised a KeyError", "3000 handler own a KeyError",
							"13000 start a", "13000 start b", "13000 start c", "13000 end a", "13000 end b",
							"13000 end c", "15003 alive true")),

			"g0013",
			new Deviation("5.1: Each failure goes to the handler, when it happens",
					List.of("0 start a", "0 start b", "0 start c", "0 end c", "500 raised b ValueError",
							"500 handler own b ValueError", "2000 end a", "12000 start a", "12000 start b",
							"12000 start c", "12000 end a", "12000 end b", "12000 end c", "22000 start a",
							"22000 start b", "22000 start c", "22000 end a", "22000 end b", "22000 end c",
							"25003 alive true")),

			"g0015",
			new Deviation("5.2: A handler that throws is logged with both exceptions and changes nothing else",
					List.of("0 start a", "0 raised a ValueError", "0 handler own a ValueError", "0 start b", "0 end b",
							"10000 start a", "10000 end a", "10000 start b", "10000 end b", "20000 start a",
							"20000 end a", "20000 start b", "20000 end b", "30000 start a", "30000 end a",
							"30000 start b", "30000 end b", "35003 alive true")),

			"g0017",
			new Deviation("5.2: A handler that throws is logged with both exceptions and changes nothing else",
					List.of("0 start", "0 end", "10000 start", "10000 raised ValueError",
							"10000 handler own ValueError", "20000 start", "20000 end", "30000 start", "30000 end",
							"35003 alive true")),

			"g0019",
			new Deviation("7.4: the originals' defects are not copied; the note has the right instants",
					List.of("129580000 start", "129580000 end", "129580000 next 2026-01-11T12:00:00Z",
							"734380000 start", "734380000 end", "734380000 next 2026-01-18T12:00:00Z",
							"1339180000 start", "1339180000 end", "1339180000 next 2026-01-25T12:00:00Z",
							"1400000003 alive true", "0 next 2026-01-04T12:00:00Z")),

			"g0020",
			new Deviation("7.4: the originals' defects are not copied; the note has the right instants",
					List.of("0 start", "0 end", "0 next 2026-01-31T00:00:00Z", "43180000 start", "43180000 end",
							"43180000 next 2026-03-31T00:00:00Z", "400000003 alive true")));

	static List<JSONObject> scripts() throws IOException, ParseException {
		try (InputStream stream = TriggerLifecycleConformanceTests.class
			.getResourceAsStream("/conformance/trigger_lifecycle.json")) {
			JSONArray rows = (JSONArray) new JSONParser(JSONParser.MODE_RFC4627).parse(stream);
			return rows.stream().map(JSONObject.class::cast).toList();
		}
	}

	@Test
	void allScriptsAreThere() throws Exception {
		assertThat(scripts()).hasSize(20);
		assertThat(scripts()).extracting((script) -> script.getAsString("id")).containsAll(DEVIATIONS.keySet());
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void scriptIsPlayedAsRecorded(JSONObject script) {
		String id = script.getAsString("id");
		if (id.equals("g0008")) {
			assertThatExceptionOfType(InvalidScheduleException.class).isThrownBy(() -> schedule(script));
			return;
		}
		List<String> trace = new Player(script).play();
		Deviation deviation = DEVIATIONS.get(id);
		if (id.equals("g0007")) {
			assertThat(trace).contains("0 start", "0 end").hasSizeGreaterThan(1000);
		}
		else if (id.equals("g0006")) {
			assertThat(trace).containsExactlyInAnyOrder("0 start", "0 end", "100 alive true");
		}
		else {
			List<String> expected = (deviation != null) ? deviation.expected() : recorded(script);
			assertThat(trace).as(script.getAsString("name")).containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	private static List<String> recorded(JSONObject script) {
		List<String> trace = new ArrayList<>();
		for (Object entry : (JSONArray) script.get("trace")) {
			JSONObject event = (JSONObject) entry;
			String arg = (event.get("arg") != null) ? " " + event.get("arg") : "";
			String text = switch (event.getAsString("event")) {
				case "run_start" -> "start" + arg;
				case "run_end" -> "end" + arg;
				case "run_raised" -> "raised" + arg + " " + event.getAsString("error");
				case "error_handler" ->
					"handler " + event.getAsString("handler") + arg + " " + event.getAsString("error");
				case "log_info" -> "next " + event.getAsString("next_run");
				case "log_error" -> "error";
				case "end_of_script" -> "alive " + event.getAsString("alive");
				case "start_triggers_returned" -> "";
				default -> throw new IllegalStateException(event.toString());
			};
			if (!text.isEmpty()) {
				trace.add(event.getAsString("t_ms") + " " + text);
			}
		}
		return trace;
	}

	private static Schedule schedule(JSONObject script) {
		JSONObject trigger = (JSONObject) script.get("trigger");
		if (trigger.getAsString("type").equals("cron")) {
			return Schedule.cron(trigger.getAsString("expression"), ZoneOffset.UTC);
		}
		double seconds = trigger.getAsNumber("seconds").doubleValue();
		return Schedule.every(Duration.ofMillis((long) (seconds * 1000)));
	}

	/**
	 * Expectation that differs from the recorded one.
	 */
	private record Deviation(String sentence, List<String> expected) {

	}

	/**
	 * Exception of a script.
	 */
	private static final class ScriptException extends RuntimeException {

		ScriptException(String name) {
			super(name);
		}

	}

	/**
	 * Plays one script and keeps the trace.
	 */
	private static final class Player {

		private final JSONObject script;

		private final ManualTaskScheduler time;

		private final Instant start;

		private final List<String> trace = new ArrayList<>();

		private final Map<String, Integer> calls = new java.util.HashMap<>();

		Player(JSONObject script) {
			this.script = script;
			String clockStart = script.getAsString("clock_start");
			this.start = Instant.parse((clockStart != null) ? clockStart : "2026-01-01T00:00:20Z");
			this.time = new ManualTaskScheduler(this.start);
		}

		List<String> play() {
			VirtualEngine virtual = new VirtualEngine(this.time, null, List.of(this::onEvent));
			TriggerDefinition definition = definition();
			virtual.engine.register(definition);
			long until = this.script.getAsNumber("until_ms").longValue();
			if (!((JSONArray) this.script.get("actions")).isEmpty()) {
				virtual.engine.start("job", List.of());
				boolean waits = Boolean.FALSE.equals(this.script.get("on_startup"));
				if (waits && logs()) {
					add("next " + virtual.snapshot("job").state().next().time());
				}
			}
			if (definition.schedule().interval() != null && definition.schedule().interval().isZero()) {
				// virtual time stands still in a loop without pause
				this.time.after(Duration.ZERO, () -> stopAfter(virtual, 1000));
				until = 0;
			}
			this.time.advanceBy(Duration.ofMillis(until));
			add("alive " + virtual.state("job").isRunning());
			return this.trace;
		}

		private void stopAfter(VirtualEngine virtual, int entries) {
			if (this.trace.size() > entries) {
				virtual.engine.stop("job");
			}
			else {
				this.time.execute(() -> stopAfter(virtual, entries));
			}
		}

		private TriggerDefinition definition() {
			TestTriggers trigger = TestTriggers.named("job")
				.schedule(schedule(this.script))
				.onStartup(!Boolean.FALSE.equals(this.script.get("on_startup")))
				.concurrency(0)
				.calls(this::call);
			JSONArray elements = (JSONArray) this.script.get("iter_args");
			return ((elements != null) ? trigger.elements(elements.toArray()) : trigger).build();
		}

		private @Nullable Object call(@Nullable Object element) {
			String arg = (element != null) ? " " + element : "";
			add("start" + arg);
			JSONObject step = step(element);
			Number takes = (step != null) ? step.getAsNumber("takes_ms") : null;
			String error = (step != null) ? step.getAsString("raise") : null;
			if (takes == null || takes.longValue() == 0) {
				end(arg, error);
				return null;
			}
			java.util.concurrent.CompletableFuture<@Nullable Object> result = new java.util.concurrent.CompletableFuture<>();
			this.time.after(Duration.ofMillis(takes.longValue()), () -> {
				try {
					end(arg, error);
					result.complete(null);
				}
				catch (ScriptException ex) {
					result.completeExceptionally(ex);
				}
			});
			return result;
		}

		private void end(String arg, @Nullable String error) {
			add(((error != null) ? "raised" : "end") + arg + ((error != null) ? " " + error : ""));
			if (error != null) {
				throw new ScriptException(error);
			}
		}

		private @Nullable JSONObject step(@Nullable Object element) {
			int call = this.calls.merge(String.valueOf(element), 1, Integer::sum) - 1;
			JSONObject body = (JSONObject) this.script.get("body");
			Object steps = Stream.of(String.valueOf(element), "*")
				.map((key) -> (body != null) ? body.get(key) : null)
				.filter(java.util.Objects::nonNull)
				.findFirst()
				.orElse(null);
			if (steps instanceof JSONArray list && call < list.size()) {
				return (JSONObject) list.get(call);
			}
			return (JSONObject) this.script.get("body_default");
		}

		private void onEvent(ExecutionEvent event) {
			if (event instanceof ExecutionEvent.CallFailed failed) {
				handle(failed.failure());
			}
			if (event instanceof ExecutionEvent.Finished finished && logs()) {
				add("next " + finished.nextTime());
			}
		}

		private void handle(CallFailure failure) {
			if (logs()) {
				add("error");
			}
			String arg = (failure.element() != null) ? " " + failure.element().value() : "";
			String handler = (this.script.get("own_handler") != null) ? "own" : "global";
			add("handler " + handler + arg + " " + failure.exception().getMessage());
			if (this.script.get("own_handler") instanceof JSONObject own && own.get("raise") != null) {
				throw new ScriptException(own.getAsString("raise"));
			}
		}

		private boolean logs() {
			return Boolean.TRUE.equals(this.script.get("logger"));
		}

		private void add(String event) {
			this.trace.add(Duration.between(this.start, this.time.now()).toMillis() + " " + event);
		}

	}

}
