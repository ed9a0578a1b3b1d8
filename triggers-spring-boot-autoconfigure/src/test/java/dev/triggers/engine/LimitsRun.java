package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestCalls;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One run of {@link BulkLimitsPropertyTests}.
 * <p>
 * All happens at whole milliseconds, except that limits change, and what follows from
 * that, so that a change never meets a call which is let pass and has not yet started;
 * and that all is looked at while nothing happens.
 */
final class LimitsRun {

	static final int RETRIES = 2;

	private static final int MOMENTS = 250;

	final Random random;

	final ManualTaskScheduler time = new ManualTaskScheduler();

	final List<LimitsGroup> groups = new ArrayList<>();

	// calls that wait to be let pass, or will ask for that after a pause
	final List<LimitsRequest> requests = new ArrayList<>();

	// calls that were let pass, and when
	private final Map<LimitsRequest, Long> passed = new HashMap<>();

	private final Instant start = this.time.now();

	private final List<LimitsTrigger> triggers = new ArrayList<>();

	// assertions that failed where the engine catches them
	private final List<Throwable> failures = new ArrayList<>();

	// is cancelled right before the next call ends
	private @Nullable LimitsTrigger victim;

	private final Map<Happening, Integer> happened = new EnumMap<>(Happening.class);

	LimitsRun(Random random) {
		this.random = random;
		int numberOfGroups = 1 + random.nextInt(3);
		for (int i = 0; i < numberOfGroups; i++) {
			this.groups.add(new LimitsGroup(this, new ConcurrencyGroup("g" + i, limits())));
		}
		RetryPolicy policy = RetryPolicy.of(RetryRule.on(LimitsTrigger.FlakyException.class)
			.retries(RETRIES)
			.waiting(RetryWait.fixed(Duration.ofMillis(random.nextInt(10)))));
		LocalTriggerEngine engine = new LocalTriggerEngine(
				this.time, this.time, (name) -> this.time, TestCalls.tools(this.time,
						this.groups.stream().map(LimitsGroup::group).toList(), Map.of("policy", policy)),
				TestCalls.noActions(), () -> List.of(this::onEvent));
		engine.open();
		int numberOfTriggers = 1 + random.nextInt(4);
		for (int i = 0; i < numberOfTriggers; i++) {
			this.triggers.add(new LimitsTrigger(this, "t" + i, engine));
		}
	}

	void play() {
		this.triggers.forEach((trigger) -> at(this.random.nextInt(20), 0, trigger::start));
		int disturbances = this.random.nextInt(6);
		for (int i = 1; i <= disturbances; i++) {
			int micro = i;
			at(this.random.nextInt(MOMENTS), 0, () -> disturb(micro));
		}
		for (int i = 0; i < 6; i++) {
			at(this.random.nextInt(MOMENTS), 500, this::look);
		}
		this.time.advanceBy(Duration.ofSeconds(60));
		checkFailures();
		this.triggers.forEach(LimitsTrigger::checkEnd);
		assertThat(this.requests).isEmpty();
		this.groups.forEach((group) -> {
			group.look();
			assertThat(group.active()).isZero();
		});
		assertThat(this.time.pending()).isZero();
	}

	private void checkFailures() {
		if (!this.failures.isEmpty()) {
			throw new AssertionError(this.failures.size() + " failures, the first of them:", this.failures.get(0));
		}
	}

	private void disturb(int micro) {
		LimitsTrigger trigger = this.triggers.get(this.random.nextInt(this.triggers.size()));
		switch (this.random.nextInt(4)) {
			case 0 -> trigger.cancel();
			case 1 -> trigger.stopOrStart();
			case 2 -> cancelBeforeNextEnd(trigger);
			default -> {
				LimitsGroup group = this.groups.get(this.random.nextInt(this.groups.size()));
				this.time.after(Duration.ofNanos(micro * 1000L), () -> group.change(limits()));
			}
		}
	}

	private GroupLimits limits() {
		boolean rate = this.random.nextInt(4) > 0;
		return new GroupLimits(this.random.nextBoolean() ? 1 + this.random.nextInt(4) : null,
				rate ? 1 + this.random.nextInt(4) : null, rate ? Duration.ofMillis(1 + this.random.nextInt(30)) : null);
	}

	/**
	 * Compare the engine with the model.
	 */
	private void look() {
		guarded(() -> {
			this.groups.forEach(LimitsGroup::look);
			this.triggers.forEach(LimitsTrigger::look);
			assertThat(this.requests).noneMatch(this::mayPass);
		});
	}

	private boolean mayPass(LimitsRequest request) {
		return request.time() < now() && request.groups().stream().allMatch(LimitsGroup::hasRoom) && this.requests
			.stream()
			.noneMatch((other) -> other != request && other.sharesGroupWith(request) && other.time() <= request.time());
	}

	private void onEvent(ExecutionEvent event) {
		guarded(() -> this.triggers.stream()
			.filter((trigger) -> trigger.name().equals(event.trigger().name()))
			.forEach((trigger) -> trigger.onEvent(event)));
	}

	/**
	 * Take note that a call starts, which nobody may have overtaken. Calls of one moment
	 * may start in any order, since those that waited need a thread first.
	 */
	void pass(LimitsRequest request) {
		this.requests.remove(request);
		this.passed.forEach((other, begin) -> {
			if (begin < now() && other.time() > request.time()) {
				assertThat(other.sharesGroupWith(request)).as("%s overtakes %s", other, request).isFalse();
			}
		});
		this.passed.put(request, now());
	}

	private void cancelBeforeNextEnd(LimitsTrigger trigger) {
		this.victim = trigger;
	}

	/**
	 * Take note that a call is about to end, so that others are let pass after what is
	 * submitted now.
	 */
	void beforeEnd() {
		if (this.victim != null) {
			this.time.execute(this.victim::cancel);
			this.victim = null;
		}
	}

	void guarded(Runnable assertions) {
		try {
			assertions.run();
		}
		catch (AssertionError ex) {
			this.failures.add(new AssertionError("At " + now() + " µs", ex));
		}
	}

	void at(int millis, int micros, Runnable task) {
		this.time.after(Duration.ofNanos(millis * 1_000_000L + micros * 1000L), task);
	}

	/**
	 * Microseconds since the begin of the run.
	 */
	long now() {
		return Duration.between(this.start, this.time.now()).toNanos() / 1000;
	}

	void happens(Happening happening) {
		this.happened.merge(happening, 1, Integer::sum);
	}

	Map<Happening, Integer> happened() {
		return this.happened;
	}

	@Override
	public String toString() {
		return Stream.concat(this.groups.stream(), this.triggers.stream()).map(Object::toString).toList().toString();
	}

	/**
	 * What chance must have led to in some runs.
	 */
	enum Happening {

		CANCEL_IN_CALL, CANCEL_WAITING_FOR_GROUP, CANCEL_WAITING_FOR_RETRY, CANCEL_GRANTED, STOP, CHANGE, RETRY,
		FAILURE, BROKEN_ELEMENTS, WAIT, TWO_EXECUTIONS

	}

}
