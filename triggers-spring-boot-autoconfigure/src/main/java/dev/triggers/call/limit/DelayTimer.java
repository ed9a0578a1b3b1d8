package dev.triggers.call.limit;

import java.time.Duration;
import java.util.concurrent.Future;

/**
 * What runs a task after a delay.
 * <p>
 * Called under a lock: it must neither block nor run the task before it returns. A task
 * that runs too early asks for the rest of its delay again, which allows for timers that
 * cannot wait that long.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface DelayTimer {

	/**
	 * Run a task once after a delay.
	 * @param task the task; runs for a short time, and the callbacks of
	 * {@link PermitRequest requests} with it
	 * @param delay the delay; not negative
	 * @return what cancels the task
	 * @throws RuntimeException if the task will not run; requests that need the timer
	 * fail
	 */
	Future<?> schedule(Runnable task, Duration delay);

}
