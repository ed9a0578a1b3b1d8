package dev.triggers.engine.call;

import dev.triggers.call.limit.MonotonicTimer;

/**
 * Where calls take place: what they wait on, how they get a thread, and what cancels
 * them.
 *
 * @since 1.0.0
 */
public interface CallHost {

	/**
	 * Return what calls wait on between attempts.
	 * @return the timer
	 */
	MonotonicTimer timer();

	/**
	 * Return the calls that belong together, and are cancelled together.
	 * @return the calls
	 */
	CallsInFlight inFlight();

	/**
	 * Run code on a thread on which calls may be made.
	 * @param code the code
	 */
	void goOn(Runnable code);

}
