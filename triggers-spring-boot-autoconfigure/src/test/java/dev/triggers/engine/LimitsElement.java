package dev.triggers.engine;

/**
 * An element, and how its call goes, in the model of {@link LimitsRun}.
 */
final class LimitsElement {

	private final LimitsExecution execution;

	private final int index;

	private int attempts;

	private State state = State.WAITING;

	LimitsElement(LimitsExecution execution, int index) {
		this.execution = execution;
		this.index = index;
	}

	LimitsExecution execution() {
		return this.execution;
	}

	State state() {
		return this.state;
	}

	void state(State state) {
		this.state = state;
	}

	int attempts() {
		return this.attempts;
	}

	void begin() {
		this.attempts++;
		this.state = State.CALLED;
	}

	@Override
	public String toString() {
		return "element " + this.index;
	}

	/**
	 * How far the call is.
	 */
	enum State {

		WAITING, CALLED, FAILED_ATTEMPT, WAITING_FOR_RETRY, OK, FAILED, CANCELLED

	}

}
