package dev.triggers.actuate.service;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.triggers.NoSuchExecutionException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.actuate.descriptor.FiredDescriptor;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.FireRequest;

/**
 * Acts on triggers for the endpoint; never waits for them. Thread-safe.
 * <p>
 * Each method throws a {@link RefusedException} if there is no such trigger, or it cannot
 * do that now.
 *
 * @since 1.0.0
 */
public final class TriggersOperator {

	private final TriggersReader reader;

	/**
	 * Create an operator.
	 * @param reader finds triggers
	 */
	public TriggersOperator(TriggersReader reader) {
		this.reader = reader;
	}

	/**
	 * Start a trigger.
	 * @param name name of the trigger
	 * @param arguments arguments with commas between them, or {@code null} for none
	 * @return {@code true}: it has been started
	 */
	public boolean start(String name, @Nullable String arguments) {
		return this.reader.with(name, (trigger) -> {
			refuseUnless(!trigger.isRunning(), running(trigger), "Use the action 'restart', or 'stop' it first.");
			return fitting(() -> {
				try {
					trigger.start(arguments(arguments));
					return true;
				}
				catch (IllegalStateException ex) {
					throw RefusedException.conflict(String.valueOf(ex.getMessage()), null);
				}
			});
		});
	}

	private static String running(TriggerHandle trigger) {
		return "Trigger '" + trigger.name() + "' is running: its state is " + trigger.state();
	}

	/**
	 * Stop a trigger.
	 * @param name name of the trigger
	 * @return whether it has ended
	 */
	public boolean stop(String name) {
		return this.reader.with(name, (trigger) -> {
			refuseUnless(trigger.stop(), ended(trigger), null);
			return !trigger.isRunning();
		});
	}

	/**
	 * Cancel a trigger.
	 * @param name name of the trigger
	 * @return whether it has ended
	 */
	public boolean cancel(String name) {
		return this.reader.with(name, (trigger) -> {
			refuseUnless(trigger.cancel(), ended(trigger), null);
			return !trigger.isRunning() && trigger.currentExecutions().isEmpty();
		});
	}

	private static String ended(TriggerHandle trigger) {
		TriggerState state = trigger.state();
		return "Trigger '" + trigger.name() + "' is " + (state.isRunning() ? "ending already" : "not running")
				+ ": its state is " + state;
	}

	/**
	 * Restart a trigger.
	 * @param name name of the trigger
	 * @param arguments arguments with commas between them, or {@code null} for none
	 * @return whether it has been started again
	 */
	public boolean restart(String name, @Nullable String arguments) {
		return this.reader.with(name, (trigger) -> fitting(() -> {
			CompletableFuture<Boolean> restarted = trigger.restartAsync(arguments(arguments));
			return restarted.isDone() && !restarted.isCompletedExceptionally() && restarted.join();
		}));
	}

	/**
	 * Fire a trigger.
	 * @param name name of the trigger
	 * @param elements elements with commas between them, or {@code null} for all
	 * @param arguments arguments with commas between them, or {@code null} for those of
	 * the last start
	 * @return the execution that is asked for
	 */
	public FiredDescriptor fire(String name, @Nullable String elements, @Nullable String arguments) {
		return this.reader.with(name, (trigger) -> {
			FireRequest request = FireRequest.create();
			if (elements != null) {
				request = request.withElements(elements(elements));
			}
			if (arguments != null) {
				request = request.withArguments(arguments(arguments));
			}
			return ask(trigger, request);
		});
	}

	/**
	 * Fire a trigger for what failed in an earlier execution.
	 * @param name name of the trigger
	 * @param execution id of the earlier execution, or {@code null} for the last one
	 * @return the execution that is asked for
	 */
	public FiredDescriptor retryFailed(String name, @Nullable String execution) {
		return this.reader.with(name, (trigger) -> {
			String id = (execution != null) ? execution.trim() : last(trigger);
			ExecutionViews.Found found = this.reader.find(name, id);
			refuseUnless(!found.isUnderWay(),
					"Execution '" + id + "' of trigger '" + name + "' is under way: what failed is known when it ends",
					"Wait until it has ended.");
			refuseUnless(found.hasFailures(), "Nothing failed in execution '" + id + "' of trigger '" + name + "'",
					null);
			return ask(trigger, FireRequest.ofFailed(new ExecutionId(id)));
		});
	}

	private static String last(TriggerHandle trigger) {
		Execution last = trigger.lastExecution();
		if (last == null) {
			throw RefusedException.conflict("No execution of trigger '" + trigger.name() + "' has ended yet", null);
		}
		return last.id().value();
	}

	/**
	 * Change the schedule of a trigger.
	 * @param name name of the trigger
	 * @param parameters the schedule
	 */
	public void changeSchedule(String name, ScheduleParameters parameters) {
		this.reader.with(name, (trigger) -> trigger.changeSchedule(this.reader.schedule(trigger, parameters)));
	}

	private static FiredDescriptor ask(TriggerHandle trigger, FireRequest request) {
		CompletableFuture<Execution> result = fitting(() -> trigger.fire(request));
		if (result.isCompletedExceptionally()) {
			// refused at once: an execution itself never fails the future
			throw RefusedException.conflict(result.isCancelled()
					? "Trigger '" + trigger.name() + "' was cancelled before the execution began" : reason(result),
					null);
		}
		return new FiredDescriptor(trigger.name(), request.id().value());
	}

	private static String reason(CompletableFuture<?> result) {
		try {
			return String.valueOf(result.join());
		}
		catch (CompletionException ex) {
			return String.valueOf((ex.getCause() != null) ? ex.getCause().getMessage() : ex.getMessage());
		}
		catch (RuntimeException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	/**
	 * Do what is refused if elements or arguments do not fit.
	 */
	private static <T> T fitting(Supplier<T> step) {
		try {
			return step.get();
		}
		catch (NoSuchExecutionException ex) {
			throw RefusedException.conflict(String.valueOf(ex.getMessage()), "Fire its elements instead.");
		}
		catch (IllegalArgumentException ex) {
			throw RefusedException.badRequest(String.valueOf(ex.getMessage()), null);
		}
	}

	private static List<String> elements(String text) {
		List<String> elements = new ListValue(text).values();
		if (elements.contains("")) {
			throw RefusedException.badRequest("'elements' has an empty element: '" + text + "'",
					"Leave out the comma before or after it, or write '\\,' for a comma that belongs to an element.");
		}
		return elements;
	}

	private static Object[] arguments(@Nullable String text) {
		return (text == null || text.isBlank()) ? new Object[0] : new ListValue(text).values().toArray();
	}

	private static void refuseUnless(boolean possible, String reason, @Nullable String action) {
		if (!possible) {
			throw RefusedException.conflict(reason, action);
		}
	}

}
