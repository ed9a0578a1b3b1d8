package dev.triggers;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.util.Assert;

import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.element.Element;
import dev.triggers.element.Elements;
import dev.triggers.schedule.CronDialect;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.work.CallContext;
import dev.triggers.work.TriggerHook;
import dev.triggers.work.TriggerHooks;
import dev.triggers.work.TriggerTarget;

/**
 * A trigger declared by code instead of an annotation; to be registered through
 * {@link Triggers#register(TriggerSpec)} or as a bean.
 * <p>
 * Attributes mean what they mean in the annotations, and can be set in configuration
 * under {@code triggers.instances.<name>} as well, which wins. They are checked when the
 * spec is registered. Specs are immutable.
 *
 * @since 1.0.0
 */
public final class TriggerSpec {

	private final String name;

	private final Map<String, Object> attributes;

	private final TriggerTarget target;

	private final Elements elements;

	private final TriggerHooks hooks;

	private TriggerSpec(Builder builder, TriggerTarget target) {
		this.name = builder.name;
		this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
		this.target = target;
		this.elements = builder.elements;
		this.hooks = new TriggerHooks(builder.before, builder.after);
	}

	/**
	 * Begin a spec.
	 * @param name unique name of the trigger
	 * @return a builder
	 */
	public static Builder named(String name) {
		Assert.hasText(name, "'name' must have text");
		return new Builder(name);
	}

	/**
	 * Return the name of the trigger.
	 * @return the unique name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the attributes that were set, by the names that they have in the
	 * annotations; {@code schedule} is a {@link Trigger}.
	 * @return the attributes
	 */
	public Map<String, Object> attributes() {
		return this.attributes;
	}

	/**
	 * Return what the trigger calls.
	 * @return the target
	 */
	public TriggerTarget target() {
		return this.target;
	}

	/**
	 * Return what the target is applied to.
	 * @return the elements
	 */
	public Elements elements() {
		return this.elements;
	}

	/**
	 * Return what the trigger calls when it begins and ends; methods of beans that name
	 * it as their trigger are called after that.
	 * @return the hooks of the spec itself
	 */
	public TriggerHooks hooks() {
		return this.hooks;
	}

	/**
	 * Builder of a {@link TriggerSpec}; for one thread.
	 */
	public static final class Builder {

		private final String name;

		private final Map<String, Object> attributes = new LinkedHashMap<>();

		private final List<TriggerHook> before = new ArrayList<>();

		private final List<TriggerHook> after = new ArrayList<>();

		private Elements elements = Elements.none();

		private Builder(String name) {
			this.name = name;
			this.attributes.put("name", name);
		}

		/**
		 * Follow a schedule, or any Spring trigger.
		 * @param schedule the schedule
		 * @return this builder
		 */
		public Builder schedule(Trigger schedule) {
			return set("schedule", schedule);
		}

		/**
		 * Follow a cron expression in UNIX dialect.
		 * @param expression the expression or macro
		 * @return this builder
		 */
		public Builder cron(String expression) {
			return set("cron", expression);
		}

		/**
		 * Follow a cron expression.
		 * @param expression the expression or macro
		 * @param dialect its dialect
		 * @return this builder
		 */
		public Builder cron(String expression, CronDialect dialect) {
			return set("cron", expression).set("dialect", dialect);
		}

		/**
		 * Repeat after an interval, measured from the end of an execution.
		 * @param every length of the interval, such as {@code 1d4h}
		 * @return this builder
		 */
		public Builder every(String every) {
			return set("every", every);
		}

		/**
		 * Repeat after an interval, measured from the end of an execution.
		 * @param every length of the interval; not negative
		 * @return this builder
		 */
		public Builder every(Duration every) {
			return set("every", every.toString());
		}

		/**
		 * Choose what the interval is measured from.
		 * @param mode the mode
		 * @return this builder
		 */
		public Builder mode(IntervalMode mode) {
			return set("mode", mode);
		}

		/**
		 * Fire every day at given times.
		 * @param times the times, such as {@code 08:00[Europe/Berlin]}
		 * @return this builder
		 */
		public Builder times(String... times) {
			return set("times", times.clone());
		}

		/**
		 * Set the zone of the schedule.
		 * @param zone the zone
		 * @return this builder
		 */
		public Builder zone(ZoneId zone) {
			return set("zone", zone.getId());
		}

		/**
		 * Say what the trigger is for.
		 * @param description the text
		 * @return this builder
		 */
		public Builder description(String description) {
			return set("description", description);
		}

		/**
		 * Set words to find the trigger by.
		 * @param tags the words
		 * @return this builder
		 */
		public Builder tags(String... tags) {
			return set("tags", tags.clone());
		}

		/**
		 * Choose whether the trigger fires at once when it is started.
		 * @param onStartup whether to fire at once
		 * @return this builder
		 */
		public Builder onStartup(boolean onStartup) {
			return set("onStartup", String.valueOf(onStartup));
		}

		/**
		 * Choose whether the trigger starts as soon as the context is refreshed.
		 * @param autostart whether to start then, instead of when the application is
		 * ready
		 * @return this builder
		 */
		public Builder autostart(boolean autostart) {
			return set("autostart", String.valueOf(autostart));
		}

		/**
		 * Leave the start to the application.
		 * @return this builder
		 */
		public Builder manual() {
			return set("manual", true);
		}

		/**
		 * Limit the number of executions.
		 * @param count number of executions after which the trigger completes; positive
		 * @return this builder
		 */
		public Builder count(long count) {
			return set("count", count);
		}

		/**
		 * Name the bean that gets the failures.
		 * @param beanName name of a {@link TriggerErrorHandler} bean
		 * @return this builder
		 */
		public Builder errorHandler(String beanName) {
			return set("errorHandler", beanName);
		}

		/**
		 * Choose what happens after an execution in which a call failed.
		 * @param policy the policy
		 * @return this builder
		 */
		public Builder onFailure(FailurePolicy policy) {
			return set("onFailure", policy);
		}

		/**
		 * Choose whether a call that fails with a reconnectable exception is repeated in
		 * the same execution until it succeeds, waiting longer and longer in between.
		 * @param reconnect whether to repeat the call
		 * @return this builder
		 * @see TriggerHandle#addReconnectOn
		 */
		public Builder reconnect(boolean reconnect) {
			return set("reconnect", String.valueOf(reconnect));
		}

		/**
		 * Set the logger.
		 * @param name name of the logger
		 * @return this builder
		 */
		public Builder logger(String name) {
			return set("logger", name);
		}

		/**
		 * Use another task scheduler than the starter's.
		 * @param beanName name of a {@link org.springframework.scheduling.TaskScheduler}
		 * bean
		 * @return this builder
		 */
		public Builder scheduler(String beanName) {
			return set("scheduler", beanName);
		}

		/**
		 * Set the number of elements in flight at once.
		 * @param concurrency the number, zero for all of them
		 * @return this builder
		 */
		public Builder concurrency(int concurrency) {
			return set("concurrency", String.valueOf(concurrency));
		}

		/**
		 * Let each call pass concurrency groups.
		 * @param names names of the groups
		 * @return this builder
		 * @see dev.triggers.call.limit.ConcurrencyGroup
		 */
		public Builder groups(String... names) {
			return set("groups", names.clone());
		}

		/**
		 * Retry failed calls by a policy.
		 * @param name name of the policy
		 * @return this builder
		 * @see dev.triggers.call.RetryPolicy
		 */
		public Builder retry(String name) {
			return set("retry", name);
		}

		/**
		 * Choose what to do about due times that were missed.
		 * @param policy the policy
		 * @return this builder
		 */
		public Builder misfire(MisfirePolicy policy) {
			return set("misfire", new MisfirePolicy[] { policy });
		}

		/**
		 * Let executions overlap each other.
		 * @return this builder
		 */
		public Builder concurrent() {
			return set("concurrent", true);
		}

		/**
		 * Let the health of the application be down when the trigger has been running for
		 * some time without a successful execution.
		 * @param unhealthyAfter how long that may be; positive
		 * @return this builder
		 */
		public Builder unhealthyAfter(Duration unhealthyAfter) {
			return set("unhealthyAfter", unhealthyAfter.toString());
		}

		/**
		 * Call code once after each start, before the first execution, as
		 * {@link dev.triggers.annotation.BeforeTrigger @BeforeTrigger} methods are; may
		 * be repeated.
		 * @param code the code, which may throw anything
		 * @return this builder
		 */
		public Builder beforeTrigger(Action code) {
			return beforeTrigger(CodeHook.of(code));
		}

		/**
		 * Call code once after each start, before the first execution; may be repeated.
		 * @param code the code, which may throw anything; a {@code CompletionStage},
		 * {@code Future} or {@code Publisher} that it returns is waited for
		 * @return this builder
		 */
		public Builder beforeTrigger(Callable<?> code) {
			return beforeTrigger(CodeHook.of(code));
		}

		/**
		 * Call a hook once after each start, before the first execution; may be repeated.
		 * @param hook the hook
		 * @return this builder
		 */
		public Builder beforeTrigger(TriggerHook hook) {
			this.before.add(hook);
			return this;
		}

		/**
		 * Call code once when the trigger ends, for whatever reason, as
		 * {@link dev.triggers.annotation.AfterTrigger @AfterTrigger} methods are; may be
		 * repeated.
		 * @param code the code; what it throws is logged
		 * @return this builder
		 */
		public Builder afterTrigger(Action code) {
			return afterTrigger(CodeHook.of(code));
		}

		/**
		 * Call code once when the trigger ends, for whatever reason; may be repeated.
		 * @param code the code; what it throws is logged; a {@code CompletionStage},
		 * {@code Future} or {@code Publisher} that it returns is waited for
		 * @return this builder
		 */
		public Builder afterTrigger(Callable<?> code) {
			return afterTrigger(CodeHook.of(code));
		}

		/**
		 * Call a hook once when the trigger ends, for whatever reason; may be repeated.
		 * @param hook the hook
		 * @return this builder
		 */
		public Builder afterTrigger(TriggerHook hook) {
			this.after.add(hook);
			return this;
		}

		/**
		 * Finish a spec that calls code without an element.
		 * @param code the code; may throw anything
		 * @return the spec
		 */
		public TriggerSpec execute(Runnable code) {
			return execute(new CodeTarget((element) -> {
				code.run();
				return null;
			}, CodeText.of(code)));
		}

		/**
		 * Finish a spec that calls code without an element, and tells it about the
		 * execution.
		 * @param code the code; may throw anything
		 * @return the spec
		 */
		public TriggerSpec executeWithEvent(Consumer<? super TriggerEvent> code) {
			return execute(new EventTarget((element, event) -> code.accept(event), CodeText.of(code), null));
		}

		/**
		 * Finish a spec that calls code for each element of an iterable.
		 * @param elements the elements, read anew for each execution
		 * @param code the code; may throw anything
		 * @param <T> type of the elements
		 * @return the spec
		 */
		public <T> TriggerSpec forEach(Iterable<? extends T> elements, Consumer<? super T> code) {
			return forEachSpread(() -> elements, code);
		}

		/**
		 * Finish a spec that calls code for each element of an iterable, and tells it
		 * about the execution.
		 * @param elements the elements, read anew for each execution
		 * @param code the code; may throw anything
		 * @param <T> type of the elements
		 * @return the spec
		 */
		public <T> TriggerSpec forEachWithEvent(Iterable<? extends T> elements,
				BiConsumer<? super T, ? super TriggerEvent> code) {
			return forEachSpread(() -> elements, code);
		}

		/**
		 * Finish a spec that calls code for each element of what a source gives.
		 * @param source gives the elements of one execution, as an {@link Iterable}; may
		 * throw anything
		 * @param code the code; may throw anything
		 * @param <T> type of the elements
		 * @return the spec
		 */
		public <T> TriggerSpec forEachOf(Callable<? extends Iterable<? extends T>> source, Consumer<? super T> code) {
			return forEachSpread(source, code);
		}

		/**
		 * Finish a spec that calls code for each element of what a source gives, and
		 * tells it about the execution.
		 * @param source gives the elements of one execution, as an {@link Iterable}; may
		 * throw anything
		 * @param code the code; may throw anything
		 * @param <T> type of the elements
		 * @return the spec
		 */
		public <T> TriggerSpec forEachOfWithEvent(Callable<? extends Iterable<? extends T>> source,
				BiConsumer<? super T, ? super TriggerEvent> code) {
			return forEachSpread(source, code);
		}

		/**
		 * Finish a spec that calls code for each element of a stream, which is read
		 * lazily and closed afterwards.
		 * @param source gives the stream of one execution; may throw anything
		 * @param code the code; may throw anything
		 * @param <T> type of the elements
		 * @return the spec
		 */
		public <T> TriggerSpec forEachIn(Callable<? extends Stream<? extends T>> source, Consumer<? super T> code) {
			return forEachSpread(source, code);
		}

		/**
		 * Finish a spec that calls code for each element of a stream, which is read
		 * lazily and closed afterwards, and tells it about the execution.
		 * @param source gives the stream of one execution; may throw anything
		 * @param code the code; may throw anything
		 * @param <T> type of the elements
		 * @return the spec
		 */
		public <T> TriggerSpec forEachInWithEvent(Callable<? extends Stream<? extends T>> source,
				BiConsumer<? super T, ? super TriggerEvent> code) {
			return forEachSpread(source, code);
		}

		@SuppressWarnings("unchecked")
		private <T> TriggerSpec forEachSpread(Callable<?> source, Consumer<? super T> code) {
			this.elements = Elements.from(CodeText.of(source), source);
			return execute(new CodeTarget((element) -> {
				code.accept((T) element);
				return null;
			}, CodeText.of(code)));
		}

		@SuppressWarnings("unchecked")
		private <T> TriggerSpec forEachSpread(Callable<?> source, BiConsumer<? super T, ? super TriggerEvent> code) {
			this.elements = Elements.from(CodeText.of(source), source);
			return execute(
					new EventTarget((element, event) -> code.accept((T) element, event), CodeText.of(code), null));
		}

		/**
		 * Finish a spec that calls a target, once per execution or, after
		 * {@link #elements(Elements)}, for each element.
		 * @param target the target
		 * @return the spec
		 */
		public TriggerSpec execute(TriggerTarget target) {
			return new TriggerSpec(this, target);
		}

		/**
		 * Set what the target is applied to.
		 * @param elements the elements
		 * @return this builder
		 */
		public Builder elements(Elements elements) {
			this.elements = elements;
			return this;
		}

		private Builder set(String attribute, Object value) {
			this.attributes.put(attribute, value);
			return this;
		}

	}

	/**
	 * Code that has no result and may throw anything.
	 */
	@FunctionalInterface
	public interface Action {

		/**
		 * Run the code.
		 * @throws Throwable anything
		 */
		void run() throws Throwable;

	}

	/**
	 * Code to be applied to an element.
	 */
	private interface Code {

		@Nullable Object apply(@Nullable Object element);

	}

	/**
	 * Target that is a piece of code.
	 */
	private record CodeTarget(Code code, String text) implements TriggerTarget {

		@Override
		public @Nullable Object call(@Nullable Element element) {
			return this.code.apply((element != null) ? element.value() : null);
		}

		@Override
		public String describe() {
			return this.text;
		}

	}

	/**
	 * Code to be applied to an element, and told about the execution.
	 */
	private interface EventCode {

		void apply(@Nullable Object element, TriggerEvent event);

	}

	/**
	 * Target that is a piece of code, which is told about the execution.
	 */
	private record EventTarget(EventCode code, String text, @Nullable TriggerEvent event) implements TriggerTarget {

		@Override
		public @Nullable Object call(@Nullable Element element) {
			Assert.state(this.event != null, "Code is called without the execution that it takes");
			this.code.apply((element != null) ? element.value() : null, this.event);
			return null;
		}

		@Override
		public TriggerTarget within(CallContext context) {
			Assert.isInstanceOf(TriggerEvent.class, context);
			return new EventTarget(this.code, this.text, (TriggerEvent) context);
		}

		@Override
		public String describe() {
			return this.text;
		}

	}

}
