package dev.triggers.actuate.service;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerHandle;
import dev.triggers.actuate.descriptor.CurrentDescriptor;
import dev.triggers.actuate.descriptor.ScheduleDescriptor;
import dev.triggers.actuate.descriptor.ScheduleDescriptor.TimeDescriptor;
import dev.triggers.actuate.descriptor.TriggerDescriptor;
import dev.triggers.actuate.descriptor.TriggerDescriptor.StatisticsDescriptor;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.definition.TriggerDocumentation;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.execution.Execution;
import dev.triggers.execution.SafeLog;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;

/**
 * Views of triggers.
 *
 * @param executions views of their executions
 * @param writable whether the access level permits actions
 */
record TriggerViews(ExecutionViews executions, BooleanSupplier writable) {

	/**
	 * Number of due times that are shown.
	 */
	static final int TIMES = 10;

	private static final Log logger = LogFactory.getLog(TriggerViews.class);

	/**
	 * Return the view of a trigger in a list.
	 */
	TriggerDescriptor summary(TriggerHandle trigger) {
		return view(trigger, null);
	}

	/**
	 * Return the view of a trigger with its next times.
	 */
	TriggerDescriptor details(TriggerHandle trigger) {
		return view(trigger, next(trigger));
	}

	private TriggerDescriptor view(TriggerHandle trigger, @Nullable List<TimeDescriptor> nextExecutions) {
		TriggerDefinition definition = trigger.definition();
		TriggerDocumentation documentation = definition.documentation();
		Instant next = trigger.nextFiring();
		Execution last = trigger.lastExecution();
		return new TriggerDescriptor(trigger.name(),
				documentation.description().isEmpty() ? null : documentation.description(), documentation.tags(),
				definition.work().target().describe(), ScheduleDescriptor.type(trigger.schedule()), schedule(trigger),
				trigger.state(), trigger.iteration(), trigger.remaining(),
				(next != null) ? new TimeDescriptor(next) : null, nextExecutions,
				(last != null) ? ExecutionViews.view(last, false) : null, current(trigger), statistics(trigger),
				definition.references().calls().groups(), actions(trigger));
	}

	private static @Nullable CurrentDescriptor current(TriggerHandle trigger) {
		return ExecutionViews.current(trigger)
			.stream()
			.filter((execution) -> execution.outcome() == null)
			.findFirst()
			.map((execution) -> CurrentDescriptor.of(execution, ExecutionViews.isUnresponsive(trigger, execution)))
			.orElse(null);
	}

	private static ScheduleDescriptor schedule(TriggerHandle trigger) {
		Schedule schedule = trigger.schedule();
		boolean changed = !schedule.equals(trigger.definition().schedule());
		return ScheduleDescriptor.of(schedule,
				changed ? "change-schedule" : origin(trigger.definition(), schedule.type()).toString());
	}

	private static ValueOrigin origin(TriggerDefinition definition, ScheduleType type) {
		Stream<String> attributes = switch (type) {
			case CRON -> Stream.of("cron", "schedule");
			case FIXED_DELAY, FIXED_RATE -> Stream.of("every", "seconds", "schedule");
			case TIMES -> Stream.of("times", "schedule");
			case CUSTOM -> Stream.of("schedule", "type");
		};
		return attributes.map(definition.documentation()::origin)
			.filter((origin) -> origin.kind() != ValueOrigin.Kind.DEFAULT)
			.findFirst()
			.orElse(ValueOrigin.DEFAULT);
	}

	private StatisticsDescriptor statistics(TriggerHandle trigger) {
		TriggerStatistics statistics = trigger.statistics();
		List<RecordedExecution> remembered = remembered(trigger);
		return new StatisticsDescriptor(statistics.executions().total(), statistics.failures(),
				statistics.executions().cancelled(), statistics.retries(), statistics.misfires(),
				ExecutionViews.percentile(remembered, 50), ExecutionViews.percentile(remembered, 95));
	}

	/**
	 * Return what is remembered; nothing if that fails, since what an action did is shown
	 * nevertheless.
	 */
	private List<RecordedExecution> remembered(TriggerHandle trigger) {
		try {
			return this.executions.remembered(trigger);
		}
		catch (RuntimeException ex) {
			logger.warn("Executions of trigger '" + trigger.name() + "' cannot be read: " + SafeLog.describe(ex));
			return List.of();
		}
	}

	private List<String> actions(TriggerHandle trigger) {
		return this.writable.getAsBoolean() ? Stream.of(TriggerAction.values())
			.filter((action) -> action.isPossible(trigger))
			.map(TriggerAction::word)
			.toList() : List.of();
	}

	private static List<TimeDescriptor> next(TriggerHandle trigger) {
		Instant next = trigger.nextFiring();
		if (next == null) {
			return List.of();
		}
		Schedule schedule = trigger.schedule();
		Long remaining = trigger.remaining();
		int further = (remaining != null) ? (int) Math.min(remaining, TIMES) - 1 : TIMES - 1;
		// a schedule of the application might keep state, or say something else next time
		boolean known = schedule.type() != ScheduleType.CUSTOM && further > 0;
		return Stream.concat(Stream.of(next), known ? schedule.upcoming(next, further).stream() : Stream.of())
			.map(TimeDescriptor::new)
			.toList();
	}

}
