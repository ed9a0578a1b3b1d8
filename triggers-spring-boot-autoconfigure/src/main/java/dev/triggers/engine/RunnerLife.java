package dev.triggers.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.firing.FiringState;

/**
 * Tells those who wait for the end, or for the restart, of one trigger. All methods are
 * called under the lock of the trigger; none of the results has dependents of the
 * application.
 */
final class RunnerLife {

	private final List<PendingRestart> restarts = new ArrayList<>();

	private CompletableFuture<@Nullable Void> end = CompletableFuture.completedFuture(null);

	private long starts;

	/**
	 * Return what ends with the present life of the trigger.
	 */
	CompletableFuture<@Nullable Void> end() {
		return this.end;
	}

	/**
	 * Return what ends when the trigger starts anew, or with {@code false} when it is
	 * clear that it does not.
	 * @param startsBefore number of starts when the restart was asked for
	 */
	CompletableFuture<Boolean> restart(long startsBefore) {
		PendingRestart pending = new PendingRestart(startsBefore, new CompletableFuture<>());
		this.restarts.add(pending);
		return pending.result();
	}

	/**
	 * Tell those whose wait has come to an end.
	 * @return whether the trigger has ended since the last time
	 */
	boolean update(FiringState state) {
		if (state.counts().starts() != this.starts) {
			this.starts = state.counts().starts();
			this.end.complete(null);
			this.end = new CompletableFuture<>();
		}
		boolean ended = !state.state().isRunning() && this.end.complete(null);
		this.restarts.removeIf((pending) -> {
			boolean started = this.starts > pending.startsBefore();
			boolean decided = started || state.settings().restart() == null;
			if (decided) {
				pending.result().complete(started);
			}
			return decided;
		});
		return ended;
	}

	/**
	 * Restart that somebody waits for.
	 */
	private record PendingRestart(long startsBefore, CompletableFuture<Boolean> result) {

	}

}
