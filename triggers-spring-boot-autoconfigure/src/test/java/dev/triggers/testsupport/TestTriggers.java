package dev.triggers.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.CallReferences;
import dev.triggers.definition.ExecutionPolicy;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.StartPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.definition.TriggerDocumentation;
import dev.triggers.definition.TriggerReferences;
import dev.triggers.element.Element;
import dev.triggers.element.Elements;
import dev.triggers.schedule.Schedule;
import dev.triggers.work.TriggerHook;
import dev.triggers.work.TriggerHooks;
import dev.triggers.work.TriggerTarget;
import dev.triggers.work.TriggerWork;

/**
 * Builder of definitions with defaults.
 */
public final class TestTriggers {

	private final String name;

	private Schedule schedule = Schedule.every("10s");

	private TriggerTarget target = target((element) -> null);

	private Elements elements = Elements.none();

	private int concurrency = 1;

	private StartPolicy.Mode mode = StartPolicy.Mode.ON_READY;

	private boolean onStartup = true;

	private int order;

	private @Nullable Long count;

	private MisfirePolicy misfire = MisfirePolicy.FIRE_ONCE;

	private FailurePolicy onFailure = FailurePolicy.CONTINUE;

	private boolean concurrent;

	private @Nullable String scheduler;

	private @Nullable ReconnectPolicy reconnect;

	private List<String> groups = List.of();

	private @Nullable String retry;

	private @Nullable Duration unhealthyAfter;

	private final List<TriggerHook> before = new ArrayList<>();

	private final List<TriggerHook> after = new ArrayList<>();

	private TestTriggers(String name) {
		this.name = name;
	}

	public static TestTriggers named(String name) {
		return new TestTriggers(name);
	}

	public TestTriggers schedule(Schedule schedule) {
		this.schedule = schedule;
		return this;
	}

	public TestTriggers calls(Body body) {
		this.target = target(body);
		return this;
	}

	public TestTriggers target(TriggerTarget target) {
		this.target = target;
		return this;
	}

	public TestTriggers elements(Object... values) {
		return elements(Elements.of(List.of(values)));
	}

	public TestTriggers elements(Callable<?> source) {
		return elements(Elements.from("test", source));
	}

	public TestTriggers elements(Elements elements) {
		this.elements = elements;
		return this;
	}

	public TestTriggers concurrency(int concurrency) {
		this.concurrency = concurrency;
		return this;
	}

	public TestTriggers mode(StartPolicy.Mode mode) {
		this.mode = mode;
		return this;
	}

	public TestTriggers onStartup(boolean onStartup) {
		this.onStartup = onStartup;
		return this;
	}

	public TestTriggers order(int order) {
		this.order = order;
		return this;
	}

	public TestTriggers count(long count) {
		this.count = count;
		return this;
	}

	public TestTriggers misfire(MisfirePolicy misfire) {
		this.misfire = misfire;
		return this;
	}

	public TestTriggers onFailure(FailurePolicy onFailure) {
		this.onFailure = onFailure;
		return this;
	}

	public TestTriggers concurrent() {
		this.concurrent = true;
		return this;
	}

	public TestTriggers scheduler(String scheduler) {
		this.scheduler = scheduler;
		return this;
	}

	public TestTriggers reconnect(ReconnectPolicy reconnect) {
		this.reconnect = reconnect;
		return this;
	}

	public TestTriggers groups(String... groups) {
		this.groups = List.of(groups);
		return this;
	}

	public TestTriggers retry(String retry) {
		this.retry = retry;
		return this;
	}

	public TestTriggers unhealthyAfter(Duration unhealthyAfter) {
		this.unhealthyAfter = unhealthyAfter;
		return this;
	}

	public TestTriggers before(Callable<?> code) {
		this.before.add(hook("before", code));
		return this;
	}

	public TestTriggers after(Callable<?> code) {
		this.after.add(hook("after", code));
		return this;
	}

	private static TriggerHook hook(String name, Callable<?> code) {
		return new TriggerHook() {

			@Override
			public @Nullable Object call() throws Exception {
				return code.call();
			}

			@Override
			public String describe() {
				return "test.Hooks." + name + "()";
			}

		};
	}

	public TriggerDefinition build() {
		return new TriggerDefinition(this.name, this.schedule,
				new TriggerWork(this.target, this.elements, this.concurrency,
						new TriggerHooks(this.before, this.after)),
				new StartPolicy(this.mode, this.onStartup, this.order),
				new ExecutionPolicy(this.count, this.misfire, this.onFailure, this.concurrent, this.reconnect),
				new TriggerReferences("triggers." + this.name, null, this.scheduler,
						new CallReferences(this.groups, this.retry)),
				new TriggerDocumentation("", List.of(), this.unhealthyAfter, Map.of()));
	}

	private static TriggerTarget target(Body body) {
		return new TriggerTarget() {

			@Override
			public @Nullable Object call(@Nullable Element element) throws Throwable {
				return body.call((element != null) ? element.value() : null);
			}

			@Override
			public String describe() {
				return "test.Body.call(Object)";
			}

		};
	}

	/**
	 * What the trigger calls.
	 */
	@FunctionalInterface
	public interface Body {

		@Nullable Object call(@Nullable Object element) throws Throwable;

	}

}
