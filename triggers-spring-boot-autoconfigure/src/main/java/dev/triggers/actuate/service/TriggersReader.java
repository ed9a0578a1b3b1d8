package dev.triggers.actuate.service;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.actuate.descriptor.ExecutionDescriptor;
import dev.triggers.actuate.descriptor.ExecutionDescriptor.PageDescriptor;
import dev.triggers.actuate.descriptor.ExecutionsDescriptor;
import dev.triggers.actuate.descriptor.ExpressionDescriptor;
import dev.triggers.actuate.descriptor.FailureDescriptor;
import dev.triggers.actuate.descriptor.FailureDescriptor.ElementDescriptor;
import dev.triggers.actuate.descriptor.FailureDescriptor.ThrownDescriptor;
import dev.triggers.actuate.descriptor.ScheduleDescriptor;
import dev.triggers.actuate.descriptor.ScheduleDescriptor.TimeDescriptor;
import dev.triggers.actuate.descriptor.TriggerDescriptor;
import dev.triggers.actuate.descriptor.TriggersDescriptor;
import dev.triggers.actuate.descriptor.TriggersDescriptor.GroupDescriptor;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.history.ExecutionHistory;
import dev.triggers.execution.history.RecordedFailure;
import dev.triggers.naming.NearestNames;
import dev.triggers.schedule.Schedule;

/**
 * Reads triggers, executions and schedules for the endpoint. Thread-safe.
 *
 * @since 1.0.0
 */
public final class TriggersReader {

	/**
	 * Number of failures that are returned if nobody says otherwise.
	 */
	public static final int DEFAULT_LIMIT = 20;

	private final Triggers triggers;

	private final ConcurrencyGroups groups;

	private final Clock clock;

	private final @Nullable String defaultZone;

	private final ExecutionViews executions;

	private final TriggerViews views;

	/**
	 * Create a reader.
	 * @param triggers the triggers
	 * @param groups the concurrency groups
	 * @param history remembers executions; may give {@code null}
	 * @param clock the clock of the triggers
	 * @param defaultZone zone of schedules without one, or {@code null}
	 * @param writable whether the access level permits to act on triggers
	 */
	public TriggersReader(Triggers triggers, ConcurrencyGroups groups, Supplier<@Nullable ExecutionHistory> history,
			Clock clock, @Nullable String defaultZone, BooleanSupplier writable) {
		this.triggers = triggers;
		this.groups = groups;
		this.clock = clock;
		this.defaultZone = defaultZone;
		this.executions = new ExecutionViews(history);
		this.views = new TriggerViews(this.executions, writable);
	}

	/**
	 * Return all triggers and groups.
	 * @return the triggers and groups
	 */
	public TriggersDescriptor all() {
		List<TriggerDescriptor> triggers = StreamSupport.stream(this.triggers.spliterator(), false)
			.map(this::summary)
			.filter(Objects::nonNull)
			.toList();
		return new TriggersDescriptor(triggers,
				StreamSupport.stream(this.groups.spliterator(), false).map(GroupDescriptor::of).toList());
	}

	private @Nullable TriggerDescriptor summary(TriggerHandle trigger) {
		try {
			return this.views.summary(trigger);
		}
		catch (NoSuchTriggerException ex) {
			// unregistered meanwhile
			return null;
		}
	}

	/**
	 * Return whether there is a trigger.
	 * @param name name of the trigger
	 * @return {@code true} if there is
	 */
	public boolean exists(String name) {
		return this.triggers.find(name) != null;
	}

	/**
	 * Do something with a trigger.
	 * @throws RefusedException if there is no such trigger
	 */
	<T> T with(String name, Function<TriggerHandle, T> step) {
		try {
			return step.apply(this.triggers.get(name));
		}
		catch (NoSuchTriggerException ex) {
			List<String> names = StreamSupport.stream(this.triggers.spliterator(), false)
				.map(TriggerHandle::name)
				.toList();
			throw RefusedException.notFound(String.valueOf(ex.getMessage()), null, NearestNames.of(name, names));
		}
	}

	/**
	 * Return a trigger with its next times.
	 * @param name name of the trigger
	 * @return the trigger
	 * @throws RefusedException if there is no such trigger
	 */
	public TriggerDescriptor trigger(String name) {
		return with(name, this.views::details);
	}

	/**
	 * Return the executions of a trigger.
	 * @param name name of the trigger
	 * @return the executions
	 * @throws RefusedException if there is no such trigger
	 */
	public ExecutionsDescriptor executions(String name) {
		return with(name, (trigger) -> new ExecutionsDescriptor(name, this.executions.all(trigger)));
	}

	/**
	 * Return an execution with its failures.
	 * @param name name of the trigger
	 * @param id the execution
	 * @param offset number of failures to leave out
	 * @param limit the most failures to return
	 * @param mask hides elements
	 * @return the execution
	 * @throws RefusedException if there is no such trigger or execution
	 */
	public ExecutionDescriptor execution(String name, String id, long offset, long limit, ElementMask mask) {
		ExecutionViews.Found found = find(name, id);
		List<FailureDescriptor> page = found.failures()
			.stream()
			.skip(offset)
			.limit(limit)
			.map((failure) -> view(failure, mask))
			.toList();
		return found.execution().with(page, new PageDescriptor(offset, limit, found.failures().size()));
	}

	ExecutionViews.Found find(String name, String id) {
		return with(name, (trigger) -> {
			ExecutionViews.Found found = id.isBlank() ? null : this.executions.find(trigger, new ExecutionId(id));
			if (found == null) {
				throw RefusedException.notFound("Trigger '" + name + "' has no execution '" + id
						+ "': it has not begun, was dropped, or is remembered no longer", null, List.of());
			}
			return found;
		});
	}

	private static FailureDescriptor view(RecordedFailure failure, ElementMask mask) {
		Long index = failure.index();
		return new FailureDescriptor(
				(index != null) ? new ElementDescriptor(index, mask.apply(failure.element())) : null,
				failure.attempts(),
				new ThrownDescriptor(failure.exceptionType(), failure.message(), failure.stackTrace()));
	}

	/**
	 * Describe a schedule.
	 * @param parameters the schedule
	 * @return the schedule in words, with its next times
	 * @throws RefusedException if it is not valid
	 */
	public ExpressionDescriptor describe(ScheduleParameters parameters) {
		Schedule schedule = parameters.read(null, null, this.defaultZone);
		return new ExpressionDescriptor(ScheduleDescriptor.type(schedule), ScheduleDescriptor.of(schedule, null),
				schedule.upcoming(this.clock.instant(), TriggerViews.TIMES).stream().map(TimeDescriptor::new).toList());
	}

	Schedule schedule(TriggerHandle trigger, ScheduleParameters parameters) {
		return parameters.read(trigger.name(), trigger.schedule(), this.defaultZone);
	}

}
