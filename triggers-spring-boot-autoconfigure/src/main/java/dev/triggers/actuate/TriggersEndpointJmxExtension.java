package dev.triggers.actuate;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

import dev.triggers.actuate.cache.CacheGroupDescriptor;
import dev.triggers.actuate.cache.CachesDescriptor;
import dev.triggers.actuate.cache.CachesOperator;
import dev.triggers.actuate.descriptor.ExecutionDescriptor;
import dev.triggers.actuate.descriptor.ExecutionsDescriptor;
import dev.triggers.actuate.descriptor.ExpressionDescriptor;
import dev.triggers.actuate.descriptor.FiredDescriptor;
import dev.triggers.actuate.descriptor.TriggerDescriptor;
import dev.triggers.actuate.service.ElementMask;
import dev.triggers.actuate.service.RefusedException;
import dev.triggers.actuate.service.ScheduleParameters;
import dev.triggers.actuate.service.TriggersOperator;
import dev.triggers.actuate.service.TriggersReader;

/**
 * What the endpoint can do over JMX, besides the list: one operation each, which does the
 * same as over HTTP. What is refused fails with an {@link IllegalArgumentException}, or
 * an {@link IllegalStateException} if it is not possible now.
 *
 * @since 1.0.0
 */
@EndpointJmxExtension(endpoint = TriggersEndpoint.class)
public class TriggersEndpointJmxExtension {

	private final TriggersReader reader;

	private final TriggersOperator operator;

	private final CachesOperator caches;

	private final ElementMask mask;

	/**
	 * Create the extension.
	 * @param reader reads triggers
	 * @param operator acts on triggers
	 * @param caches reads and clears cache groups
	 * @param sanitizer hides elements
	 * @param showValues when elements are shown; JMX knows no roles, so that whoever may
	 * use it is authorized
	 */
	public TriggersEndpointJmxExtension(TriggersReader reader, TriggersOperator operator, CachesOperator caches,
			Sanitizer sanitizer, Show showValues) {
		this.reader = reader;
		this.operator = operator;
		this.caches = caches;
		this.mask = new ElementMask(sanitizer, showValues.isShown(true));
	}

	/**
	 * Return a trigger with its next times.
	 * @param name name of the trigger
	 * @return the trigger
	 */
	@ReadOperation
	public TriggerDescriptor trigger(String name) {
		return translating(() -> this.reader.trigger(name));
	}

	/**
	 * Return the executions of a trigger.
	 * @param name name of the trigger
	 * @return the executions
	 */
	@ReadOperation
	public ExecutionsDescriptor executions(String name) {
		return translating(() -> this.reader.executions(name));
	}

	/**
	 * Return an execution with its failures.
	 * @param name name of the trigger
	 * @param id the execution
	 * @param offset number of failures to leave out, or {@code null} for none
	 * @param limit the most failures to return, or {@code null} for 20
	 * @return the execution
	 */
	@ReadOperation
	public ExecutionDescriptor execution(String name, String id, @Nullable String offset, @Nullable String limit) {
		return translating(() -> {
			RequestParameters page = RequestParameters.page(offset, limit);
			return this.reader.execution(name, id, page.number("offset", 0),
					page.number("limit", TriggersReader.DEFAULT_LIMIT), this.mask);
		});
	}

	/**
	 * Describe a schedule.
	 * @param cron cron expression, or {@code null}
	 * @param every interval, or {@code null}
	 * @param times times of day, or {@code null}
	 * @param dialect dialect of the cron expression, or {@code null}
	 * @param mode what the interval is measured from, or {@code null}
	 * @param zone zone of the cron expression or the times of day, or {@code null}
	 * @return the schedule in words, with its next times
	 */
	@ReadOperation
	public ExpressionDescriptor describe(@Nullable String cron, @Nullable String every, @Nullable String times,
			@Nullable String dialect, @Nullable String mode, @Nullable String zone) {
		return translating(() -> this.reader.describe(new ScheduleParameters(cron, every, times, dialect, mode, zone)));
	}

	/**
	 * Return all cache groups.
	 * @return the groups
	 */
	@ReadOperation
	public CachesDescriptor caches() {
		return this.caches.all();
	}

	/**
	 * Clear a cache group.
	 * @param group name of the group
	 * @param cache name of one of its caches, or {@code null} for all
	 * @return the group
	 */
	@WriteOperation
	public CacheGroupDescriptor clearCaches(String group, @Nullable String cache) {
		return translating(() -> this.caches.clear(group, cache));
	}

	/**
	 * Start a trigger.
	 * @param name name of the trigger
	 * @param arguments arguments with commas between them, or {@code null}
	 * @return the trigger
	 */
	@WriteOperation
	public TriggerDescriptor start(String name, @Nullable String arguments) {
		return changing(name, () -> this.operator.start(name, arguments));
	}

	/**
	 * Stop a trigger gracefully.
	 * @param name name of the trigger
	 * @return the trigger
	 */
	@WriteOperation
	public TriggerDescriptor stop(String name) {
		return changing(name, () -> this.operator.stop(name));
	}

	/**
	 * Cancel a trigger.
	 * @param name name of the trigger
	 * @return the trigger
	 */
	@WriteOperation
	public TriggerDescriptor cancel(String name) {
		return changing(name, () -> this.operator.cancel(name));
	}

	/**
	 * Restart a trigger.
	 * @param name name of the trigger
	 * @param arguments arguments with commas between them, or {@code null}
	 * @return the trigger
	 */
	@WriteOperation
	public TriggerDescriptor restart(String name, @Nullable String arguments) {
		return changing(name, () -> this.operator.restart(name, arguments));
	}

	/**
	 * Fire a trigger.
	 * @param name name of the trigger
	 * @param elements elements with commas between them, or {@code null} for all
	 * @param arguments arguments with commas between them, or {@code null} for those of
	 * the last start
	 * @return the execution that is asked for
	 */
	@WriteOperation
	public FiredDescriptor fire(String name, @Nullable String elements, @Nullable String arguments) {
		return translating(() -> this.operator.fire(name, elements, arguments));
	}

	/**
	 * Fire a trigger for what failed in an earlier execution.
	 * @param name name of the trigger
	 * @param execution the earlier execution, or {@code null} for the last one
	 * @return the execution that is asked for
	 */
	@WriteOperation
	public FiredDescriptor retryFailed(String name, @Nullable String execution) {
		return translating(() -> this.operator.retryFailed(name, execution));
	}

	/**
	 * Change the schedule of a trigger.
	 * @param name name of the trigger
	 * @param cron cron expression, or {@code null}
	 * @param every interval, or {@code null}
	 * @param times times of day, or {@code null}
	 * @param dialect dialect of the cron expression, or {@code null}
	 * @param mode what the interval is measured from, or {@code null}
	 * @param zone zone of the cron expression or the times of day, or {@code null}
	 * @return the trigger
	 */
	@WriteOperation
	public TriggerDescriptor changeSchedule(String name, @Nullable String cron, @Nullable String every,
			@Nullable String times, @Nullable String dialect, @Nullable String mode, @Nullable String zone) {
		return changing(name, () -> this.operator.changeSchedule(name,
				new ScheduleParameters(cron, every, times, dialect, mode, zone)));
	}

	private TriggerDescriptor changing(String name, Runnable operation) {
		return translating(() -> {
			operation.run();
			return this.reader.trigger(name);
		});
	}

	private static <T> T translating(Supplier<T> operation) {
		try {
			return operation.get();
		}
		catch (RefusedException ex) {
			throw ex.translated();
		}
	}

}
