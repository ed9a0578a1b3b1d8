package dev.triggers.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import dev.triggers.element.Element;
import dev.triggers.engine.LimitsElement.State;
import dev.triggers.engine.LimitsRun.Happening;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One execution in the model of {@link LimitsRun}: what it read, and what became of it.
 */
final class LimitsExecution implements Iterator<LimitsElement>, AutoCloseable {

	private final LimitsRun run;

	private final LimitsTrigger trigger;

	private final int size;

	private final boolean broken;

	private final List<LimitsElement> elements = new ArrayList<>();

	private boolean cancelled;

	private boolean broke;

	private int closed;

	private boolean finished;

	LimitsExecution(LimitsRun run, LimitsTrigger trigger) {
		this.run = run;
		this.trigger = trigger;
		this.size = run.random.nextInt(9);
		this.broken = run.random.nextInt(8) == 0;
	}

	@Override
	public boolean hasNext() {
		this.run.guarded(() -> assertThat(this.cancelled || this.closed > 0).as("end before %s", this).isFalse());
		if (this.elements.size() < this.size) {
			return true;
		}
		if (this.broken) {
			this.broke = true;
			this.run.happens(Happening.BROKEN_ELEMENTS);
			throw new IllegalStateException("Elements are broken");
		}
		return false;
	}

	@Override
	public LimitsElement next() {
		this.run.guarded(() -> {
			// no second one waits to be let pass for the first time
			assertThat(this.elements).as("elements of %s", this).noneMatch((element) -> element.attempts() == 0);
			if (this.trigger.concurrency() > 0) {
				assertThat(inFlight()).isLessThan(this.trigger.concurrency());
			}
		});
		LimitsElement element = new LimitsElement(this, this.elements.size());
		this.elements.add(element);
		request(element, this.run.now());
		return element;
	}

	private void request(LimitsElement element, long time) {
		if (!this.trigger.groups().isEmpty()) {
			this.run.requests.add(new LimitsRequest(element, this.trigger.groups(), time));
		}
	}

	@Override
	public void close() {
		this.closed++;
		this.run.guarded(() -> assertThat(this.elements).noneMatch((element) -> element.state() == State.CALLED));
	}

	/**
	 * Take note that a call starts.
	 */
	void begin(LimitsElement element) {
		assertThat(this.cancelled).as("cancel before call of %s in %s", element, this).isFalse();
		assertThat(element.state()).isIn(State.WAITING, State.WAITING_FOR_RETRY);
		element.begin();
		this.run.requests.stream()
			.filter((request) -> request.element() == element)
			.findFirst()
			.ifPresent(this.run::pass);
		this.trigger.groups().forEach(LimitsGroup::begin);
	}

	/**
	 * Take note of the end of a call.
	 */
	void end(LimitsElement element, State state) {
		this.trigger.groups().forEach(LimitsGroup::end);
		element.state(state);
	}

	void repeated(ExecutionEvent.CallRepeated event) {
		LimitsElement element = element(event.failure());
		assertThat(element.state()).isEqualTo(State.FAILED_ATTEMPT);
		assertThat(event.failure().exception()).isInstanceOf(LimitsTrigger.FlakyException.class);
		assertThat(element.attempts()).isEqualTo(event.failure().attempts()).isLessThanOrEqualTo(LimitsRun.RETRIES);
		assertThat(this.cancelled).isFalse();
		element.state(State.WAITING_FOR_RETRY);
		request(element, this.run.now() + event.delay().toMillis() * 1000);
		this.run.happens(Happening.RETRY);
	}

	void failed(CallFailure failure) {
		if (failure.element() == null) {
			assertThat(this.broke).isTrue();
			return;
		}
		LimitsElement element = element(failure);
		assertThat(element.state()).isEqualTo(State.FAILED_ATTEMPT);
		boolean isRetried = this.trigger.isRetrying() && failure.exception() instanceof LimitsTrigger.FlakyException;
		assertThat(this.cancelled || !isRetried || element.attempts() == LimitsRun.RETRIES + 1)
			.as("failure of %s in attempt %d", element, element.attempts())
			.isTrue();
		element.state(State.FAILED);
		this.run.happens(Happening.FAILURE);
	}

	private LimitsElement element(CallFailure failure) {
		Element element = failure.element();
		assertThat(element).isNotNull();
		assertThat(element.value()).isInstanceOf(LimitsElement.class);
		return this.elements.get((int) element.index());
	}

	void cancel() {
		if (this.finished || this.cancelled) {
			return;
		}
		this.cancelled = true;
		for (LimitsElement element : this.elements) {
			switch (element.state()) {
				case CALLED -> this.run.happens(Happening.CANCEL_IN_CALL);
				case WAITING ->
					this.run.happens(isGranted() ? Happening.CANCEL_GRANTED : Happening.CANCEL_WAITING_FOR_GROUP);
				case WAITING_FOR_RETRY -> this.run.happens(Happening.CANCEL_WAITING_FOR_RETRY);
				default -> {
				}
			}
		}
		this.run.requests.removeIf((request) -> request.element().execution() == this);
	}

	/**
	 * Return whether somebody who waits in the model has been let pass already.
	 */
	private boolean isGranted() {
		return this.trigger.groups().stream().anyMatch((group) -> group.group().waiting() < group.waiting());
	}

	void finished(Execution execution) {
		this.finished = true;
		checkCounts(execution.counts());
		assertThat(execution.counts().inFlight()).isZero();
		assertThat(this.closed).as("times that the elements of %s were closed", this).isEqualTo(1);
		assertThat(execution.outcome() == Outcome.CANCELLED).isEqualTo(this.cancelled);
		if (!this.cancelled) {
			assertThat(execution.counts().cancelled()).isZero();
			assertThat(this.elements).hasSize(this.size);
			assertThat(execution.outcome() == Outcome.FAILED)
				.isEqualTo(this.broke || (count(State.FAILED) > 0 && count(State.OK) == 0));
		}
	}

	/**
	 * Compare what the engine says with the model, while nothing happens.
	 */
	void checkCounts(ElementCounts counts) {
		assertThat(counts.ok()).isEqualTo(count(State.OK));
		assertThat(counts.failed()).isEqualTo(count(State.FAILED) + (this.broke ? 1 : 0));
		assertThat(counts.ok() + counts.failed() + counts.cancelled() + counts.inFlight())
			.isEqualTo(this.elements.size() + (this.broke ? 1 : 0));
		if (!this.cancelled) {
			assertThat(counts.inFlight()).isEqualTo(inFlight());
		}
	}

	/**
	 * Return whether nothing holds up the end of a cancelled execution.
	 */
	boolean mustHaveEnded() {
		return this.cancelled && this.elements.stream().noneMatch((element) -> element.state() == State.CALLED);
	}

	private long inFlight() {
		return this.elements.size() - count(State.OK) - count(State.FAILED);
	}

	private long count(State state) {
		return this.elements.stream().filter((element) -> element.state() == state).count();
	}

	boolean isFinished() {
		return this.finished;
	}

	@Override
	public String toString() {
		return "execution of " + this.size + (this.broken ? " broken" : "") + " elements by " + this.trigger;
	}

}
