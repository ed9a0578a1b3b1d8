package dev.triggers.engine.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.firing.FiringState;

/**
 * Knows since when one trigger has been running, and tells those who wait for its end, or
 * for its restart. All methods are called under the lock of the trigger. Restarts may
 * have dependents of the application, and are told without it; the end has none.
 */
final class RunnerLife {

	private final RunnerState state;

	private final MonotonicTimer timer;

	private List<PendingRestart> restarts = List.of();

	private boolean alive;

	// made when somebody waits for the end of the present life
	private @Nullable CompletableFuture<@Nullable Void> end;

	private long starts;

	private boolean over;

	private long started;

	/**
	 * Create a life that has not begun.
	 * @param state the state of the trigger
	 * @param timer tells the monotonic time
	 */
	RunnerLife(RunnerState state, MonotonicTimer timer) {
		this.state = state;
		this.timer = timer;
	}

	/**
	 * Return what ends with the present life of the trigger.
	 */
	CompletableFuture<@Nullable Void> end() {
		if (!this.alive) {
			return CompletableFuture.completedFuture(null);
		}
		if (this.end == null) {
			this.end = new CompletableFuture<>();
		}
		return this.end;
	}

	/**
	 * Return how long ago the trigger was started, or went on, or {@code null} if it was
	 * never started.
	 */
	@Nullable Duration sinceStart() {
		return (this.starts > 0) ? Duration.ofNanos(this.timer.nanoTime() - this.started) : null;
	}

	/**
	 * Return what ends when the trigger starts anew, or with {@code false} when it is
	 * clear that it does not.
	 * @param startsBefore number of starts when the restart was asked for
	 * @param state what the request has led to
	 */
	CompletableFuture<Boolean> restart(long startsBefore, FiringState state) {
		PendingRestart pending = new PendingRestart(startsBefore, new CompletableFuture<>());
		if (this.restarts.isEmpty()) {
			this.restarts = new ArrayList<>();
		}
		this.restarts.add(pending);
		tell(state);
		return pending.result();
	}

	/**
	 * Let nobody wait any longer, since the engine was closed for good.
	 */
	void dismiss() {
		this.over = true;
		die();
		this.restarts.forEach((pending) -> tell(pending, false));
		this.restarts = List.of();
	}

	/**
	 * Let a running trigger be waited for, since the engine is open.
	 */
	void resume(FiringState state) {
		this.over = false;
		if (state.state().isRunning()) {
			this.started = this.timer.nanoTime();
			this.alive = true;
		}
	}

	/**
	 * Tell those whose wait has come to an end.
	 * @return whether the trigger has ended since the last time
	 */
	boolean update(FiringState state) {
		if (state.counts().starts() != this.starts) {
			this.starts = state.counts().starts();
			this.started = this.timer.nanoTime();
			die();
			this.alive = true;
		}
		boolean ended = !state.state().isRunning() && die();
		if (this.over) {
			die();
		}
		tell(state);
		return ended;
	}

	/**
	 * End the present life.
	 * @return {@code false} if it had ended
	 */
	private boolean die() {
		boolean ended = this.alive;
		this.alive = false;
		if (this.end != null) {
			this.end.complete(null);
			this.end = null;
		}
		return ended;
	}

	private void tell(FiringState now) {
		if (this.restarts.isEmpty()) {
			return;
		}
		this.restarts.removeIf((pending) -> {
			boolean started = now.counts().starts() > pending.startsBefore();
			boolean decided = started || now.settings().restart() == null;
			if (decided) {
				tell(pending, started);
			}
			return decided;
		});
	}

	private void tell(PendingRestart restart, boolean started) {
		this.state.afterwards(() -> restart.result().complete(started));
	}

	/**
	 * Restart that somebody waits for.
	 *
	 * @param startsBefore number of starts when it was asked for
	 * @param result ends when it is clear what became of it
	 */
	private record PendingRestart(long startsBefore, CompletableFuture<Boolean> result) {

	}

}
