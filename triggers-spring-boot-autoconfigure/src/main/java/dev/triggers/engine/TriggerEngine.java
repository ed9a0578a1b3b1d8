package dev.triggers.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.bulk.ReconnectTypes;
import dev.triggers.execution.Execution;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Progress;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.firing.FiringState;
import dev.triggers.schedule.Schedule;

/**
 * Fires registered triggers and executes them. This is where another engine, for example
 * one that shares the work with other nodes, can take over.
 * <p>
 * Thread-safe. Unless it is said, no method blocks. An engine decides what comes next by
 * {@link dev.triggers.firing.FiringRules} and tells what happens to all
 * {@linkplain dev.triggers.execution.ExecutionListener listeners}.
 *
 * @since 1.0.0
 */
public interface TriggerEngine {

	/**
	 * Register a trigger without starting it.
	 * @param definition the trigger
	 * @throws IllegalStateException if its name is taken
	 */
	void register(TriggerDefinition definition);

	/**
	 * Remove a trigger after stopping it gracefully.
	 * @param name name of the trigger
	 * @return {@code false} if there is no such trigger
	 */
	boolean unregister(String name);

	/**
	 * Start a trigger. It fires only while the engine is open.
	 * @param name name of the trigger
	 * @param arguments arguments that go to each call
	 * @return {@code false} if it is running
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 * @throws IllegalArgumentException if the arguments do not fit
	 */
	boolean start(String name, List<@Nullable Object> arguments);

	/**
	 * Stop a trigger gracefully: an execution under way finishes first.
	 * @param name name of the trigger
	 * @return {@code false} if that changed nothing
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	boolean stop(String name);

	/**
	 * Cancel a trigger: executions under way are interrupted.
	 * @param name name of the trigger
	 * @return {@code false} if that changed nothing
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	boolean cancel(String name);

	/**
	 * Cancel a trigger if it is running, and start it when it has ended.
	 * @param name name of the trigger
	 * @param arguments arguments that go to each call
	 * @return ends when the trigger was started again, or with {@code false} if it is not
	 * started again since it was stopped, cancelled or removed meanwhile
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 * @throws IllegalArgumentException if the arguments do not fit
	 */
	CompletableFuture<Boolean> restart(String name, List<@Nullable Object> arguments);

	/**
	 * Let a trigger that is being cancelled not start again.
	 * @param name name of the trigger
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	void dropRestart(String name);

	/**
	 * Execute once, beside the schedule.
	 * @param name name of the trigger
	 * @param request what is wanted
	 * @return the execution when it has ended
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 * @throws dev.triggers.NoSuchExecutionException if what failed in an earlier
	 * execution is wanted, and that is not remembered
	 * @throws IllegalArgumentException if elements or arguments do not fit
	 */
	CompletableFuture<Execution> fire(String name, FireRequest request);

	/**
	 * Execute once, beside the schedule, for all elements.
	 * @param name name of the trigger
	 * @return the execution when it has ended
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	default CompletableFuture<Execution> fire(String name) {
		return fire(name, FireRequest.create());
	}

	/**
	 * Let a trigger follow another schedule.
	 * @param name name of the trigger
	 * @param schedule the schedule
	 * @return {@code false} if it is the schedule already
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	boolean changeSchedule(String name, Schedule schedule);

	/**
	 * Return what tells when a trigger has ended that is running now.
	 * @param name name of the trigger
	 * @return ends when the trigger has ended; has ended if it is not running
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	CompletableFuture<@Nullable Void> end(String name);

	/**
	 * Return whether the calling thread is inside of a call, a hook or a listener of a
	 * trigger.
	 * @param name name of the trigger
	 * @return {@code true} if waiting for the trigger would never end
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	boolean isCalledBy(String name);

	/**
	 * Return the types of exceptions that a trigger repeats calls on.
	 * @param name name of the trigger
	 * @return the types, to be changed
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	ReconnectTypes reconnectTypes(String name);

	/**
	 * Find a trigger.
	 * @param name name of the trigger
	 * @return the trigger as it is now, or {@code null} if there is none
	 */
	@Nullable Snapshot find(String name);

	/**
	 * Return the executions of a trigger that are under way.
	 * @param name name of the trigger
	 * @return the executions so far, oldest first
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	List<Execution> currentExecutions(String name);

	/**
	 * Return the executions of a trigger that are under way, and whose code ignores that
	 * they were cancelled.
	 * @param name name of the trigger
	 * @return the executions so far, oldest first
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	List<Execution> unresponsiveExecutions(String name);

	/**
	 * Return how far the oldest execution under way is.
	 * @param name name of the trigger
	 * @return the progress, or {@code null} if there is no execution under way
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	@Nullable Progress progress(String name);

	/**
	 * Return what a trigger has done.
	 * @param name name of the trigger
	 * @return the numbers since the trigger was registered
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	TriggerStatistics statistics(String name);

	/**
	 * Return how long ago a trigger was started last, or the engine was opened if it was
	 * running then.
	 * @param name name of the trigger
	 * @return the time, or {@code null} if it was never started
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	@Nullable Duration sinceStart(String name);

	/**
	 * Return all triggers.
	 * @return the triggers in the order of their start
	 */
	List<TriggerDefinition> definitions();

	/**
	 * Let running triggers fire; does nothing if the engine is open.
	 */
	void open();

	/**
	 * Fire no more, since the engine is about to be closed for good: then nobody waits
	 * for the end of a trigger any longer. Executions under way go on, and running
	 * triggers remain so.
	 */
	void suspend();

	/**
	 * Fire no more, and wait for the executions under way; those that take longer are
	 * interrupted. Running triggers remain so, and go on when the engine is opened again.
	 * @param await how long to wait before interrupting
	 */
	void close(Duration await);

	/**
	 * A trigger at one moment.
	 *
	 * @param definition what was declared
	 * @param state where it is in its life, and what comes next
	 * @param lastExecution the last execution that ended, or {@code null} if none has
	 */
	record Snapshot(TriggerDefinition definition, FiringState state, @Nullable Execution lastExecution) {

	}

}
