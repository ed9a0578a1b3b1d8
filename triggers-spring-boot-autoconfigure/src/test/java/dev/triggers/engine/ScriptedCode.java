package dev.triggers.engine;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.testsupport.ManualTaskScheduler;

/**
 * Code of a script that does things and waits in virtual time, where it can be cancelled.
 */
final class ScriptedCode {

	private final ManualTaskScheduler time;

	private final Iterator<Part> parts;

	private final CompletableFuture<@Nullable Object> result = new CompletableFuture<>();

	private final Runnable onCancel;

	private boolean acting;

	private ScriptedCode(ManualTaskScheduler time, List<Part> parts, Runnable onCancel) {
		this.time = time;
		this.parts = parts.iterator();
		this.onCancel = onCancel;
		this.result.whenComplete((value, ex) -> {
			if (this.result.isCancelled() && !this.acting) {
				onCancel.run();
			}
		});
	}

	/**
	 * Call the code. Where it waits, the result is pending; a cancellation of the result
	 * that comes while the code acts hits at its next wait, if there is one.
	 */
	static @Nullable Object call(ManualTaskScheduler time, List<Part> parts, Runnable onCancel) throws Exception {
		ScriptedCode code = new ScriptedCode(time, parts, onCancel);
		Exception exception = code.proceed();
		if (exception != null) {
			throw exception;
		}
		return code.result.isDone() ? null : code.result;
	}

	private @Nullable Exception proceed() {
		this.acting = true;
		while (this.parts.hasNext()) {
			Part part = this.parts.next();
			if (!part.pause().isZero()) {
				await(part.pause());
				return null;
			}
			try {
				part.action().run();
			}
			catch (Exception ex) {
				this.result.completeExceptionally(ex);
				return ex;
			}
		}
		this.result.complete(null);
		return null;
	}

	private void await(Duration pause) {
		this.acting = false;
		if (this.result.isCancelled()) {
			this.onCancel.run();
			return;
		}
		this.time.after(pause, () -> {
			if (!this.result.isDone()) {
				proceed();
			}
		});
	}

	/**
	 * Something that the code does.
	 */
	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

	/**
	 * A pause, or an action.
	 */
	record Part(Duration pause, Action action) {

		static Part pause(long millis) {
			return new Part(Duration.ofMillis(millis), () -> {
			});
		}

		static Part of(Action action) {
			return new Part(Duration.ZERO, action);
		}

	}

}
