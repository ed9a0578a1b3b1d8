package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.GenericApplicationContext;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.definition.ExecutionPolicy;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.StartPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.registry.DefaultTriggers;
import dev.triggers.registry.TriggerLifecycle;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Triggers} against recorded scripts of Ex-Machina's emits, on the
 * virtual clock.
 * <p>
 * Emits are played with {@code onFailure = STOP}, which is what they do; {@code after} is
 * a fixed delay, {@code entire} a fixed rate, {@code alive = false} is {@code manual},
 * and a forced stop is {@code cancel}. The original runs until its last emit has ended.
 */
class EmitLifecycleConformanceTests {

	private static final Map<String, Deviation> DEVIATIONS = Map.of(

			"e0007", new Deviation("3.1: startAll() starts those not already running", """
					0 startup
					0 begin a #1 after 0
					0 end a
					1000 begin a #2 after 0
					1000 end a
					1000 shutdown ok a=false
					1000 startup
					1000 begin a #1 after 0
					1000 end a
					2000 begin a #2 after 0
					2000 end a
					2000 shutdown ok a=false
					"""),

			"e0009",
			new Deviation("7.1: stop() is graceful: the current execution finishes; there is none while it waits", """
					0 startup
					0 begin a #1 after 0
					0 end a
					0 begin c #1 after 0
					3000 stop a
					3000 end c
					3000 shutdown ok a=false c=false
					"""),

			"e0015", new Deviation("7.1: start fails with IllegalStateException when running", """
					0 startup
					0 begin a #1 after 0
					0 end a
					0 begin c #1 after 0
					1500 start a refused
					1500 end c
					4000 begin a #2 after 0
					4000 end a
					4000 shutdown ok a=false c=false
					"""));

	static List<JSONObject> scripts() {
		return Scripts.read("emit_lifecycle.json");
	}

	@Test
	void allScriptsAreThere() {
		assertThat(scripts()).hasSize(18);
		Map<Boolean, List<JSONObject>> scripts = scripts().stream()
			.collect(Collectors.partitioningBy((script) -> DEVIATIONS.containsKey(script.getAsString("id"))));
		assertThat(scripts.get(false)).hasSize(15);
		assertThat(scripts.get(true)).hasSize(3)
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
		Deviation deviation = DEVIATIONS.get(script.getAsString("id"));
		return (deviation != null) ? deviation.trace().lines().toList() : recorded(script);
	}

	private static List<String> recorded(JSONObject script) {
		List<String> trace = new ArrayList<>();
		for (JSONObject event : Scripts.objects(script.get("trace"))) {
			String text = text(event);
			if (!text.isEmpty()) {
				trace.add(Scripts.millis(event, "t_ms") + " " + text);
			}
		}
		return trace;
	}

	private static String text(JSONObject event) {
		String emit = event.getAsString("emit");
		return switch (event.getAsString("event")) {
			case "startup" -> "startup";
			case "registration_failed" -> "registration of " + emit + " refused";
			case "run_start" ->
				"begin " + emit + " #" + event.get("epoch") + " after " + event.get("previous_execution_ms");
			case "run_end" -> "end " + emit;
			case "run_raised" -> "raised " + emit + " " + event.getAsString("error");
			case "log_error" -> "error";
			case "log_warning" -> "warning";
			case "action" -> event.getAsString("action") + " " + event.getAsString("target")
					+ (Scripts.flag(event, "force") ? " by force" : "");
			case "run_finished" -> "shutdown " + event.getAsString("outcome") + alive(event);
			case "still_running" -> "running" + alive(event);
			// the same as the next event
			case "shutdown" -> "";
			default -> throw new IllegalStateException(event.toString());
		};
	}

	private static String alive(JSONObject event) {
		return view(new TreeMap<>((JSONObject) event.get("alive")));
	}

	private static String view(TreeMap<String, Object> alive) {
		StringBuilder view = new StringBuilder();
		alive.forEach((name, value) -> view.append(" ").append(name).append("=").append(value));
		return view.toString();
	}

	/**
	 * Expectation that differs from the recorded one.
	 */
	private record Deviation(String sentence, String trace) {

	}

	/**
	 * Plays one script and keeps the trace.
	 */
	private static final class Player {

		private final JSONObject script;

		private final ManualTaskScheduler time = new ManualTaskScheduler();

		private final Instant start = this.time.now();

		private final VirtualEngine virtual = new VirtualEngine(this.time, null, List.of(this::onEvent));

		private final Triggers triggers = new DefaultTriggers(this.virtual.engine,
				new TriggerLifecycle(this.virtual.engine, new GenericApplicationContext(), true, Duration.ZERO),
				(spec) -> null, (name) -> null);

		private final List<String> trace = new ArrayList<>();

		private final Map<String, Integer> calls = new HashMap<>();

		private final Map<String, String> failures = new HashMap<>();

		private long runs;

		Player(JSONObject script) {
			this.script = script;
			this.runs = Math.max(1, Scripts.millis(script, "runs"));
		}

		List<String> play() {
			for (JSONObject emit : Scripts.objects(this.script.get("emits"))) {
				try {
					this.virtual.engine.register(definition(emit));
				}
				catch (IllegalArgumentException | IllegalStateException ex) {
					add("registration of " + emit.getAsString("name") + " refused");
				}
			}
			run();
			this.time.advanceBy(Duration.ofMillis(Scripts.millis(this.script, "until_ms")));
			if (isRunning()) {
				add("running" + alive());
			}
			return this.trace;
		}

		private void run() {
			add("startup");
			this.triggers.startAll();
			this.runs--;
			this.triggers.forEach((handle) -> observeEnd(handle.name()));
		}

		private void observeEnd(String name) {
			if (this.triggers.get(name).isRunning()) {
				this.virtual.engine.end(name).thenRun(() -> this.time.execute(this::endRun));
			}
		}

		private void endRun() {
			if (!isRunning()) {
				add("shutdown " + outcome() + alive());
				if (this.runs > 0) {
					run();
				}
			}
		}

		private boolean isRunning() {
			for (TriggerHandle handle : this.triggers) {
				if (handle.isRunning()) {
					return true;
				}
			}
			return false;
		}

		private String outcome() {
			for (TriggerHandle handle : this.triggers) {
				if (handle.hasFailed()) {
					return this.failures.get(handle.name());
				}
			}
			return "ok";
		}

		private String alive() {
			TreeMap<String, Object> alive = new TreeMap<>();
			this.triggers.forEach((handle) -> alive.put(handle.name(), handle.isRunning()));
			return view(alive);
		}

		private TriggerDefinition definition(JSONObject emit) {
			String name = emit.getAsString("name");
			TriggerDefinition base = TestTriggers.named(name)
				.schedule(schedule(emit))
				.mode(Boolean.FALSE.equals(emit.get("alive")) ? StartPolicy.Mode.MANUAL : StartPolicy.Mode.ON_READY)
				.calls((element) -> call(name, emit))
				.build();
			Number count = emit.getAsNumber("count");
			ExecutionPolicy execution = new ExecutionPolicy((count != null) ? count.longValue() : null,
					MisfirePolicy.FIRE_ONCE, FailurePolicy.STOP, false, null);
			return new TriggerDefinition(name, base.schedule(), base.work(), base.start(), execution, base.references(),
					base.documentation());
		}

		private static Schedule schedule(JSONObject emit) {
			String interval = emit.getAsString("interval");
			IntervalMode mode = "entire".equals(emit.getAsString("mode")) ? IntervalMode.FIXED_RATE
					: IntervalMode.FIXED_DELAY;
			return (interval != null) ? Schedule.every(interval, mode) : Schedule.every(Duration.ZERO, mode);
		}

		private @Nullable Object call(String name, JSONObject emit) throws Exception {
			TriggerHandle handle = this.triggers.get(name);
			Execution last = handle.lastExecution();
			long previous = (last != null && last.duration() != null) ? last.duration().toMillis() : 0;
			add("begin " + name + " #" + handle.iteration() + " after " + previous);
			int call = this.calls.merge(name, 1, Integer::sum) - 1;
			List<JSONObject> body = Scripts.objects(emit.get("body"));
			JSONObject step = (call < body.size()) ? body.get(call) : (JSONObject) emit.get("body_default");
			return ScriptedCode.call(this.time, parts(name, (step != null) ? step : new JSONObject()),
					() -> add("cancelled " + name));
		}

		private List<ScriptedCode.Part> parts(String name, JSONObject step) {
			List<ScriptedCode.Part> parts = new ArrayList<>();
			parts.add(ScriptedCode.Part.pause(Scripts.millis(step, "takes_ms")));
			for (JSONObject action : Scripts.objects(step.get("do"))) {
				parts.add(ScriptedCode.Part.of(() -> act(action)));
				parts.add(ScriptedCode.Part.pause(Scripts.millis(action, "then_takes_ms")));
			}
			String error = step.getAsString("raise");
			parts.add(ScriptedCode.Part.of(() -> {
				add((error != null) ? "raised " + name + " " + error : "end " + name);
				if (error != null) {
					this.failures.put(name, error);
					throw Scripts.exception(error);
				}
			}));
			return parts;
		}

		private void act(JSONObject action) {
			String target = action.getAsString("target");
			boolean force = Scripts.flag(action, "force");
			String text = action.getAsString("do") + " " + target + (force ? " by force" : "");
			try {
				if (action.getAsString("do").equals("start")) {
					this.triggers.start(target);
					observeEnd(target);
				}
				else if (force) {
					this.triggers.get(target).cancel();
				}
				else {
					this.triggers.stop(target);
				}
				add(text);
			}
			catch (IllegalStateException ex) {
				add(text + " refused");
			}
		}

		private void onEvent(ExecutionEvent event) {
			if (event instanceof ExecutionEvent.CallFailed) {
				add("error");
			}
		}

		private void add(String event) {
			this.trace.add(Duration.between(this.start, this.time.now()).toMillis() + " " + event);
		}

	}

}
