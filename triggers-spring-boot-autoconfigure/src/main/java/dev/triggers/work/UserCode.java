package dev.triggers.work;

import org.jspecify.annotations.Nullable;

/**
 * Code of the application, ready to be called.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface UserCode {

	/**
	 * Call the code once, on the calling thread.
	 * @return what the code returned
	 * @throws Throwable whatever the code throws, not wrapped
	 */
	@Nullable Object call() throws Throwable;

}
