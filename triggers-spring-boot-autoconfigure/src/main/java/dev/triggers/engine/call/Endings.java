package dev.triggers.engine.call;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits at the shutdown for what is under way.
 *
 * @since 1.0.0
 */
public final class Endings {

	private Endings() {
	}

	/**
	 * Wait for the end of several things. If the calling thread is interrupted, it
	 * remains so and waits no longer.
	 * @param ends tell when they have ended, however they do
	 * @param time how long to wait
	 * @return {@code false} if not all of them have ended
	 */
	public static boolean within(Collection<? extends CompletableFuture<?>> ends, Duration time) {
		CompletableFuture<?> all = CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
		try {
			all.get(time.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException | ExecutionException ex) {
			return all.isDone();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
