package dev.triggers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Progress;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.schedule.Schedule;

/**
 * Handle of one registered trigger: starts, stops, changes and inspects it.
 * <p>
 * Any method may be called at any time from any thread, also from the trigger's own
 * method, its hooks and its error handlers. None blocks except {@link #await()} and
 * {@link #restart(Object...)}, which can be bounded and interrupted. Handles remain valid
 * as long as their trigger is registered, or has not yet ended after it was unregistered;
 * later calls fail with {@link NoSuchTriggerException}. A handle stands for the name of
 * its trigger: if another trigger is registered under that name, for that one.
 *
 * <table>
 * <caption>What each call does in each state. "Ended" stands for {@code IDLE},
 * {@code COMPLETED}, {@code STOPPED}, {@code CANCELLED} and {@code FAILED}; where hooks
 * have to run, the trigger passes through {@code STOPPING} or {@code CANCELLING} on its
 * way to an end</caption>
 * <tr>
 * <th>call</th>
 * <th>ended</th>
 * <th>{@code WAITING}</th>
 * <th>{@code EXECUTING}</th>
 * <th>{@code STOPPING}</th>
 * <th>{@code CANCELLING}</th>
 * </tr>
 * <tr>
 * <td>{@code start}</td>
 * <td>before-hooks run, then {@code WAITING}</td>
 * <td>{@link IllegalStateException}</td>
 * <td>{@link IllegalStateException}</td>
 * <td>{@link IllegalStateException}</td>
 * <td>{@link IllegalStateException}</td>
 * </tr>
 * <tr>
 * <td>{@code stop}</td>
 * <td>{@code false}</td>
 * <td>{@code STOPPED}, {@code true}</td>
 * <td>{@code STOPPING} until the executions have ended, {@code true}</td>
 * <td>{@code false}</td>
 * <td>{@code false}; {@code true} if a restart was pending, which is dropped</td>
 * </tr>
 * <tr>
 * <td>{@code cancel}</td>
 * <td>{@code false}; {@code true} if there are executions beside the schedule, which are
 * interrupted</td>
 * <td>{@code CANCELLED}, {@code true}</td>
 * <td>{@code CANCELLING} until the executions have returned, which are interrupted,
 * {@code true}</td>
 * <td>{@code CANCELLING}, what runs is interrupted, {@code true}</td>
 * <td>what runs is interrupted again, {@code false}; {@code true} if a restart was
 * pending, which is dropped</td>
 * </tr>
 * <tr>
 * <td>{@code restart}</td>
 * <td>as {@code start}</td>
 * <td colspan="4">as {@code cancel}, then as {@code start} when the trigger has
 * ended</td>
 * </tr>
 * <tr>
 * <td>{@code fire}, {@code retryFailed}</td>
 * <td>executes, the state remains</td>
 * <td>{@code EXECUTING}, then {@code WAITING}</td>
 * <td>executes when the executions have ended; at once if {@code concurrent}</td>
 * <td colspan="2">executes when the trigger has ended</td>
 * </tr>
 * <tr>
 * <td>{@code changeSchedule}</td>
 * <td>takes effect with the next start</td>
 * <td>the next due time is worked out anew</td>
 * <td>takes effect when the execution has ended</td>
 * <td colspan="2">takes effect with the next start</td>
 * </tr>
 * </table>
 *
 * @since 1.0.0
 */
public interface TriggerHandle {

	/**
	 * Return the name of the trigger.
	 * @return the unique name
	 */
	String name();

	/**
	 * Return what was declared.
	 * @return the definition
	 */
	TriggerDefinition definition();

	/**
	 * Start the trigger; its iterations count from the beginning. Before-hooks run on
	 * another thread, and if they fail the trigger ends as failed.
	 * @param arguments values for the parameters of the method that take neither an
	 * element nor a value of {@code args}, in their order; they go to each call until the
	 * next start
	 * @throws IllegalStateException if the trigger is running
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	void start(@Nullable Object... arguments);

	/**
	 * Stop the trigger gracefully: executions under way finish first, with all that they
	 * repeat. Executions that {@link #fire()} asked for and that have not begun are
	 * dropped.
	 * @return {@code false} if the trigger was not running, or is ending already
	 */
	boolean stop();

	/**
	 * Cancel the trigger: executions under way are interrupted, what they wait for is
	 * cancelled, and those that {@link #fire()} asked for and that have not begun are
	 * dropped. This does not wait for code that ignores interrupts: such an execution is
	 * listed by {@link #unresponsiveExecutions()} after five seconds, and the trigger is
	 * {@code CANCELLING} until it returns, unless its executions may overlap. A trigger
	 * that was ending as failed or completed still does.
	 * @return {@code false} if there was nothing to cancel, or it is being cancelled
	 * already
	 */
	boolean cancel();

	/**
	 * Cancel the trigger, wait until it has ended, and start it again; or just start it
	 * if it is not running. From the trigger's own method, hooks and error handlers this
	 * returns at once, and the trigger starts again when they have returned.
	 * @param arguments the arguments of the start
	 * @return {@code false} if the trigger does not start again, since somebody stopped,
	 * cancelled or removed it meanwhile
	 * @throws InterruptedException if the calling thread is interrupted while it waits;
	 * the trigger is started again nevertheless
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	boolean restart(@Nullable Object... arguments) throws InterruptedException;

	/**
	 * Restart the trigger, but give up if it has not ended in time: then it is cancelled
	 * and not started again.
	 * @param timeout how long to wait for the end
	 * @param arguments the arguments of the start
	 * @return {@code false} if the trigger does not start again
	 * @throws InterruptedException if the calling thread is interrupted while it waits;
	 * the trigger is started again nevertheless
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	boolean restartWithin(Duration timeout, @Nullable Object... arguments) throws InterruptedException;

	/**
	 * Restart the trigger without waiting for its end.
	 * @param arguments the arguments of the start
	 * @return ends when the trigger was started again, or with {@code false} if it does
	 * not start again, since somebody stopped, cancelled or removed it meanwhile
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	CompletableFuture<Boolean> restartAsync(@Nullable Object... arguments);

	/**
	 * Execute once, beside the schedule: it counts neither as an iteration nor against
	 * {@code count}, runs no hooks, ends no trigger if it fails, and is possible in each
	 * state, also while before-hooks run. Queued behind executions under way unless these
	 * may overlap. Due times that pass meanwhile are missed as during any execution. The
	 * method gets the arguments of the last start.
	 * @return the execution when it has ended, whatever its outcome; ends with a
	 * {@link java.util.concurrent.CancellationException} if the execution is dropped
	 * before it begins, and with an {@link IllegalStateException} if the application
	 * context is not running
	 */
	default CompletableFuture<Execution> fire() {
		return fire(FireRequest.create());
	}

	/**
	 * Execute once, beside the schedule, as {@link #fire()} does, for other elements or
	 * with other arguments.
	 * @param request what is wanted; the execution has its id
	 * @return as {@link #fire()}
	 * @throws IllegalArgumentException if there are elements and the trigger has none, or
	 * the arguments do not fit
	 * @throws NoSuchExecutionException as {@link #retryFailed(ExecutionId)}
	 */
	CompletableFuture<Execution> fire(FireRequest request);

	/**
	 * Execute once, beside the schedule, only for those elements that failed in an
	 * earlier execution; for all if its elements could not be read. The failures of the
	 * last 100 executions that had any are remembered, up to 10 000 elements altogether.
	 * @param id the earlier execution
	 * @return as {@link #fire()}
	 * @throws NoSuchExecutionException if there is no such execution that had failures,
	 * or it is remembered no longer
	 */
	default CompletableFuture<Execution> retryFailed(ExecutionId id) {
		return fire(FireRequest.ofFailed(id));
	}

	/**
	 * Follow another schedule from now on, also after further starts, until the trigger
	 * is unregistered or the application ends. A waiting trigger works out its next due
	 * time at once, unless it is to fire at once anyway: an interval counts from the last
	 * due time (in fixed-delay mode, the last end), or from the start, so that it may be
	 * due already; other schedules count from now.
	 * @param schedule the schedule
	 * @return {@code false} if that is the schedule already
	 */
	boolean changeSchedule(Schedule schedule);

	/**
	 * Return the schedule that the trigger follows.
	 * @return the declared schedule, or the one that it was changed to
	 */
	Schedule schedule();

	/**
	 * Wait until the trigger has ended, its after-hooks included. Returns at once if it
	 * is not running. If it is started again meanwhile, this returns nevertheless.
	 * @throws InterruptedException if the calling thread is interrupted while it waits
	 * @throws IllegalStateException if called by the trigger's own method, hooks or error
	 * handlers, which would wait forever
	 */
	void await() throws InterruptedException;

	/**
	 * Wait until the trigger has ended, or some time has passed.
	 * @param timeout how long to wait
	 * @return {@code false} if the trigger had not ended by then
	 * @throws InterruptedException if the calling thread is interrupted while it waits
	 * @throws IllegalStateException if called by the trigger's own method, hooks or error
	 * handlers
	 */
	boolean await(Duration timeout) throws InterruptedException;

	/**
	 * Return where the trigger is in its life.
	 * @return the state
	 */
	TriggerState state();

	/**
	 * Return whether the trigger has been started and has not ended.
	 * @return {@code true} if the trigger is running
	 */
	default boolean isRunning() {
		return state().isRunning();
	}

	/**
	 * Return whether the trigger was cancelled and has not yet ended; its after-hooks can
	 * ask.
	 * @return {@code true} while the trigger is {@link TriggerState#CANCELLING}
	 */
	default boolean isBeingCancelled() {
		return state() == TriggerState.CANCELLING;
	}

	/**
	 * Return whether the trigger ended, or is ending, because of a failure; its
	 * after-hooks can ask.
	 * @return {@code true} if it failed and was not started again since
	 */
	boolean hasFailed();

	/**
	 * Return the number of executions begun since the trigger was started.
	 * @return the number of the last execution, zero before the first
	 */
	long iteration();

	/**
	 * Return the number of executions that are left.
	 * @return the number, or {@code null} if there is no limit
	 */
	@Nullable Long remaining();

	/**
	 * Return when the trigger is due next.
	 * @return the next due time, or {@code null} if there is none or it is not known
	 * before the current execution ends
	 */
	@Nullable Instant nextFiring();

	/**
	 * Return the last execution that ended.
	 * @return the execution, or {@code null} if none has ended
	 */
	@Nullable Execution lastExecution();

	/**
	 * Return how far the trigger is with its elements.
	 * @return the progress of the execution under way, of the oldest if there are
	 * several, or {@code null} if there is none
	 */
	@Nullable Progress progress();

	/**
	 * Return what the trigger has done.
	 * @return the numbers since the trigger was registered
	 */
	TriggerStatistics statistics();

	/**
	 * Return how long ago the trigger was started last, whether or not it has ended
	 * since.
	 * @return time since then, or since its application context went on after a pause, by
	 * a clock that does not jump; {@code null} if it was never started
	 */
	@Nullable Duration sinceStart();

	/**
	 * Return the executions under way.
	 * @return the executions so far, oldest first
	 */
	List<Execution> currentExecutions();

	/**
	 * Return the executions under way that were cancelled more than five seconds ago:
	 * their code ignores interrupts.
	 * @return the executions so far, oldest first
	 */
	List<Execution> unresponsiveExecutions();

	/**
	 * Repeat calls also if they fail with exceptions of these types, or sub-types.
	 * @param types types of exceptions
	 * @throws IllegalArgumentException if a type is not that of a {@link Throwable}
	 * @throws IllegalStateException if {@code reconnect} is off for this trigger
	 */
	void addReconnectOn(Class<?>... types);

	/**
	 * Repeat calls no longer if they fail with exceptions of these types.
	 * @param types types that were added, or are there by default
	 * @return whether all of them were there
	 */
	boolean removeReconnectOn(Class<?>... types);

	/**
	 * Repeat calls no longer, whatever they fail with.
	 */
	void clearReconnectOn();

}
