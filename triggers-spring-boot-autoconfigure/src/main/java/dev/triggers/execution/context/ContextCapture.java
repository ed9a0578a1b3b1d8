package dev.triggers.execution.context;

import java.util.function.Consumer;

/**
 * Takes what the calling thread carries with it, such as values of thread locals, to
 * other threads.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface ContextCapture {

	/**
	 * What was captured if there is nothing to do on other threads.
	 */
	Consumer<Runnable> NOTHING = Runnable::run;

	/**
	 * Capture what the calling thread carries now.
	 * @return runs the code that it is given, once, on the calling thread, with what was
	 * captured; may be used by any number of threads at any time; {@link #NOTHING} if
	 * there is nothing to do
	 */
	Consumer<Runnable> capture();

}
