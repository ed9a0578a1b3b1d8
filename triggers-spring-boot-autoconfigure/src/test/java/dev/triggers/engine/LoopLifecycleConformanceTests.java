package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.triggers.TriggerHandle;
import dev.triggers.definition.ExecutionPolicy;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.registry.TestHandles;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestTriggers;
import dev.triggers.work.TriggerHook;
import dev.triggers.work.TriggerHooks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerHandle} against recorded scripts of discord.py's loops, on the
 * virtual clock.
 * <p>
 * Loops are played with {@code mode = FIXED_RATE}, {@code misfire = CATCH_UP},
 * {@code onFailure = STOP} and a back-off of 2 s to 1024 s without jitter, which is what
 * they do. The number of the iteration is compared as {@code iteration()} counts it: from
 * one, and kept until the next start; the original counts from zero, moves on between two
 * iterations and forgets the number at the end.
 */
class LoopLifecycleConformanceTests {

	private static final Map<String, LoopDeviations.Expected> DEVIATIONS = LoopDeviations.ALL;

	static List<JSONObject> scripts() {
		return Scripts.read("loop_lifecycle.json");
	}

	@Test
	void allScriptsAreThere() {
		assertThat(scripts()).hasSize(49);
		Map<Boolean, List<JSONObject>> scripts = scripts().stream()
			.collect(Collectors.partitioningBy((script) -> DEVIATIONS.containsKey(script.getAsString("id"))));
		assertThat(scripts.get(false)).hasSize(20);
		assertThat(scripts.get(true)).hasSize(29)
			.hasSameSizeAs(DEVIATIONS.entrySet())
			.allSatisfy((script) -> assertThat(expected(script)).isNotEqualTo(recorded(script)));
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void scriptIsPlayedAsRecorded(JSONObject script) {
		assertThat(new Player(script).play()).as(script.getAsString("id") + " " + script.getAsString("name"))
			.containsExactlyInAnyOrderElementsOf(expected(script));
	}

	private static List<String> expected(JSONObject script) {
		LoopDeviations.Expected deviation = DEVIATIONS.get(script.getAsString("id"));
		return (deviation != null) ? deviation.trace().lines().toList() : recorded(script);
	}

	private static List<String> recorded(JSONObject script) {
		List<String> trace = new ArrayList<>();
		long iteration = 0;
		for (JSONObject event : Scripts.objects(script.get("trace"))) {
			iteration = switch (event.getAsString("event")) {
				case "before_loop" -> 0;
				case "iteration_start" -> Scripts.millis(event, "current_loop") + 1;
				default -> iteration;
			};
			trace.add(Scripts.millis(event, "t_ms") + " " + text(event, iteration));
		}
		return trace;
	}

	private static String text(JSONObject event, long iteration) {
		String error = event.getAsString("error");
		return switch (event.getAsString("event")) {
			case "action" -> {
				String by = event.getAsString("by");
				yield event.getAsString("action") + (by.equals("script") ? "" : " by " + by);
			}
			case "action_failed" -> event.getAsString("action") + " refused";
			case "construction_failed" -> "construction refused";
			case "before_loop" -> "before";
			case "iteration_start" -> "begin call " + event.get("call") + " #" + iteration;
			case "iteration_end" -> "end call " + event.get("call");
			case "iteration_raised" -> "raised call " + event.get("call") + " " + error;
			case "iteration_cancelled" -> "cancelled call " + event.get("call");
			case "error_hook" -> "error " + error + (Scripts.flag(event, "failed") ? " failed" : "");
			case "after_loop" -> "after #" + iteration + flags(event);
			case "task_done" -> "done " + switch (event.getAsString("outcome")) {
				case "finished" -> "finished";
				case "cancelled" -> "cancelled";
				default -> "failed";
			};
			case "probe" -> "probe" + view(event, iteration);
			case "end_of_script" -> "over" + view(event, iteration);
			case "remove_exception_type" -> "removed " + event.get("result");
			default -> throw new IllegalStateException(event.toString());
		};
	}

	private static String view(JSONObject event, long iteration) {
		return (Scripts.flag(event, "is_running") ? " running" : " ended") + " #" + iteration + flags(event) + " next "
				+ event.get("next_iteration_ms");
	}

	private static String flags(JSONObject event) {
		return (Scripts.flag(event, "being_cancelled") ? " cancelling" : "")
				+ (Scripts.flag(event, "failed") ? " failed" : "");
	}

	/**
	 * Plays one script and keeps the trace.
	 */
	private static final class Player {

		private static final String NAME = "loop";

		private final JSONObject script;

		private final ManualTaskScheduler time = new ManualTaskScheduler();

		private final Instant start = this.time.now();

		private final VirtualEngine virtual = new VirtualEngine(this.time, null, List.of(this::onEvent));

		private final TriggerHandle handle = TestHandles.of(this.virtual.engine, NAME);

		private final List<String> trace = new ArrayList<>();

		private int calls;

		Player(JSONObject script) {
			this.script = script;
		}

		List<String> play() {
			TriggerDefinition definition;
			try {
				definition = definition();
			}
			catch (IllegalArgumentException ex) {
				return List.of("0 construction refused");
			}
			this.virtual.engine.register(definition);
			Scripts.objects(this.script.get("setup")).forEach(this::setUp);
			for (JSONObject action : Scripts.objects(this.script.get("actions"))) {
				this.time.after(Duration.ofMillis(Scripts.millis(action, "at_ms")),
						() -> act(action.getAsString("do"), "", action));
			}
			this.time.advanceBy(Duration.ofMillis(Scripts.millis(this.script, "until_ms")));
			add("over" + view());
			return this.trace;
		}

		private TriggerDefinition definition() {
			JSONObject config = (JSONObject) this.script.get("config");
			TriggerDefinition base = TestTriggers.named(NAME)
				.schedule(schedule(config))
				.onStartup(config.get("times") == null)
				.calls((element) -> call())
				.build();
			Number count = config.getAsNumber("count");
			ReconnectPolicy reconnect = new ReconnectPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1024));
			ExecutionPolicy execution = new ExecutionPolicy((count != null) ? count.longValue() : null,
					MisfirePolicy.CATCH_UP, FailurePolicy.STOP, false,
					Boolean.FALSE.equals(config.get("reconnect")) ? null : reconnect);
			return new TriggerDefinition(NAME, base.schedule(),
					base.work().with(new TriggerHooks(hook("before"), hook("after"))), base.start(), execution,
					base.references(), base.documentation());
		}

		private static Schedule schedule(JSONObject config) {
			if (config.get("times") instanceof JSONArray times) {
				return Schedule.times(times.stream().map(String::valueOf).toArray(String[]::new));
			}
			double seconds = number(config, "hours") * 3600 + number(config, "minutes") * 60
					+ number(config, "seconds");
			return Schedule.every(Duration.ofMillis(Math.round(seconds * 1000)), IntervalMode.FIXED_RATE);
		}

		private static double number(JSONObject config, String key) {
			Number number = config.getAsNumber(key);
			return (number != null) ? number.doubleValue() : 0;
		}

		private void setUp(JSONObject step) {
			switch (step.getAsString("do")) {
				case "add_exception_type" ->
					this.handle.addReconnectOn(Scripts.exceptionType(step.getAsString("type")));
				case "remove_exception_type" ->
					add("removed " + this.handle.removeReconnectOn(Scripts.exceptionType(step.getAsString("type"))));
				case "clear_exception_types" -> this.handle.clearReconnectOn();
				default -> throw new IllegalStateException(step.toString());
			}
		}

		private void act(String action, String by, JSONObject arguments) {
			if (action.equals("probe")) {
				add("probe" + view());
				return;
			}
			try {
				switch (action) {
					case "start" -> {
						this.handle.start();
						observeEnd();
					}
					case "stop" -> this.handle.stop();
					case "cancel" -> this.handle.cancel();
					case "restart" -> restart();
					case "change_interval" -> this.handle.changeSchedule(schedule(arguments));
					default -> throw new UnsupportedOperationException(action);
				}
				add(action + by);
			}
			catch (IllegalStateException | IllegalArgumentException ex) {
				add(action + " refused");
			}
		}

		/**
		 * Restart without waiting for the end, which would not come while the only thread
		 * waits.
		 */
		private void restart() {
			CompletableFuture<Boolean> restarted = this.virtual.engine.restart(NAME, List.of());
			restarted.thenAccept((started) -> {
				if (started) {
					observeEnd();
				}
			});
		}

		private void observeEnd() {
			this.virtual.engine.end(NAME).thenRun(() -> add("done " + switch (this.handle.state()) {
				case COMPLETED, STOPPED -> "finished";
				case FAILED -> "failed";
				// in a restart it may be running again
				default -> "cancelled";
			}));
		}

		private List<TriggerHook> hook(String kind) {
			JSONObject step = (JSONObject) ((JSONObject) this.script.get("hooks")).get(kind);
			return (step != null) ? List.of(new TriggerHook() {

				@Override
				public @Nullable Object call() throws Throwable {
					add(kind + (kind.equals("after") ? view(false) : ""));
					return ScriptedCode.call(Player.this.time, parts(step, kind + "_loop"), () -> {
					});
				}

				@Override
				public String describe() {
					return "test." + kind + "()";
				}

			}) : List.of();
		}

		private @Nullable Object call() throws Exception {
			int call = this.calls++;
			List<JSONObject> body = Scripts.objects(this.script.get("body"));
			JSONObject step = (call < body.size()) ? body.get(call) : (JSONObject) this.script.get("body_default");
			add("begin call " + call + " #" + this.handle.iteration());
			List<ScriptedCode.Part> parts = new ArrayList<>(
					(step != null) ? parts(step, "body", "raised call " + call) : List.of());
			parts.add(ScriptedCode.Part.of(() -> add("end call " + call)));
			return ScriptedCode.call(this.time, parts, () -> add("cancelled call " + call));
		}

		private List<ScriptedCode.Part> parts(JSONObject step, String by, String... raised) {
			List<ScriptedCode.Part> parts = new ArrayList<>();
			parts.add(ScriptedCode.Part.pause(Scripts.millis(step, "takes_ms")));
			for (Object action : (JSONArray) step.getOrDefault("do", new JSONArray())) {
				parts.add(ScriptedCode.Part.of(() -> act(String.valueOf(action), " by " + by, step)));
			}
			parts.add(ScriptedCode.Part.pause(Scripts.millis(step, "then_takes_ms")));
			String error = step.getAsString("raise");
			if (error != null) {
				parts.add(ScriptedCode.Part.of(() -> {
					for (String text : raised) {
						add(text + " " + error);
					}
					throw Scripts.exception(error);
				}));
			}
			return parts;
		}

		private void onEvent(ExecutionEvent event) {
			JSONObject hook = (JSONObject) ((JSONObject) this.script.get("hooks")).get("error");
			if (hook != null && event instanceof ExecutionEvent.CallFailed failed) {
				add("error " + failed.failure().exception().getMessage() + (this.handle.hasFailed() ? " failed" : ""));
				for (Object action : (JSONArray) hook.getOrDefault("do", new JSONArray())) {
					act(String.valueOf(action), " by error_hook", hook);
				}
			}
		}

		private String view() {
			return (this.handle.isRunning() ? " running" : " ended") + view(true);
		}

		private String view(boolean next) {
			Instant nextFiring = this.handle.nextFiring();
			return " #" + this.handle.iteration() + (this.handle.isBeingCancelled() ? " cancelling" : "")
					+ (this.handle.hasFailed() ? " failed" : "")
					+ (next ? " next " + ((nextFiring != null) ? millis(nextFiring) : null) : "");
		}

		private long millis(Instant instant) {
			return Duration.between(this.start, instant).toMillis();
		}

		private void add(String event) {
			this.trace.add(millis(this.time.now()) + " " + event);
		}

	}

}
