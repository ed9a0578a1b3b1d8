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
	 * Capture what the calling thread carries now.
	 * @return runs the code that it is given, once, on the calling thread, with what was
	 * captured; may be used by any number of threads at any time
	 */
	Consumer<Runnable> capture();

}
