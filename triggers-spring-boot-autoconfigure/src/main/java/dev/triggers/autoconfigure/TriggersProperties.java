package dev.triggers.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.logging.LogLevel;
import org.springframework.util.unit.DataSize;

import dev.triggers.autoconfigure.call.GroupProperties;
import dev.triggers.autoconfigure.call.RetryProperties;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.schedule.IntervalMode;

/**
 * Settings of all triggers.
 *
 * @param enabled Whether triggers are registered at all.
 * @param autostart Whether triggers start when the context is refreshed, instead of when
 * the application is ready, unless they say otherwise. If it is set to false, none does,
 * whatever its annotation says; only its own property can.
 * @param startOnReady Whether triggers start when the application is ready. Otherwise the
 * application calls Triggers.startAll().
 * @param onStartup Whether triggers fire at once when they are started, unless they say
 * otherwise.
 * @param logLevel Level of all loggers below "triggers".
 * @param zone Zone of the schedules of triggers that name none. The default is the zone
 * of the system, and UTC for times of day.
 * @param misfire What to do about due times that were missed, unless a trigger says
 * otherwise.
 * @param concurrency Number of elements of one execution in flight at once, zero for all
 * of them, unless a trigger says otherwise.
 * @param reconnect Whether calls that fail with a reconnectable exception are repeated
 * until they succeed, unless a trigger says otherwise.
 * @param reconnectBackOff Delays between such calls.
 * @param shutdown Shutdown.
 * @param scheduler Threads.
 * @param history History in memory. Not used if the application has a bean of type
 * ExecutionHistory.
 * @param groups Concurrency groups by their names: limits that calls share. Names with
 * dots need brackets.
 * @param retry Retry policies by their names: which failures of a call are repeated.
 * Names with dots need brackets.
 * @since 1.0.0
 */
@ConfigurationProperties("triggers")
public record TriggersProperties(@DefaultValue("true") boolean enabled, @Nullable Boolean autostart,
		@DefaultValue("true") boolean startOnReady, @DefaultValue("true") boolean onStartup,
		@Nullable LogLevel logLevel, @Nullable String zone, @DefaultValue("fire-once") MisfirePolicy misfire,
		@DefaultValue("1") int concurrency, @DefaultValue("false") boolean reconnect,
		@DefaultValue ReconnectBackOff reconnectBackOff, @DefaultValue Shutdown shutdown,
		@DefaultValue Scheduler scheduler, @DefaultValue History history,
		@DefaultValue Map<String, GroupProperties> groups, @DefaultValue Map<String, RetryProperties> retry) {

	/**
	 * Delays before a call is repeated that failed with a reconnectable exception. Each
	 * is drawn at random between zero and a limit, which doubles from call to call.
	 *
	 * @param initialDelay Longest delay before a failed call is repeated for the first
	 * time. It doubles each time.
	 * @param maxDelay Longest delay before any repetition of a failed call.
	 */
	public record ReconnectBackOff(@DefaultValue("1s") Duration initialDelay, @DefaultValue("5m") Duration maxDelay) {

	}

	/**
	 * Shutdown.
	 *
	 * @param await How long executions under way may take to end before they are
	 * interrupted.
	 */
	public record Shutdown(@DefaultValue("30s") Duration await) {

	}

	/**
	 * Threads.
	 *
	 * @param maxThreads Most platform threads at once. Not used with virtual threads.
	 * @param threadNamePrefix Prefix of the names of threads.
	 */
	public record Scheduler(@DefaultValue("256") int maxThreads, @DefaultValue("triggers-") String threadNamePrefix) {

	}

	/**
	 * History of executions in memory. It takes at most {@code maxSize}, and less than 1
	 * KB for each execution, whatever the failures carry: of an element 500 characters
	 * are kept, of a message 1,000, and of a stack trace 16,000.
	 * <p>
	 * Besides the history, each registered trigger holds its last execution, with up to
	 * 100 exceptions and elements as they are, and up to 10,000 elements that failed in
	 * its last 100 executions with failures, which can be repeated.
	 *
	 * @param executions Number of executions of each trigger that are remembered.
	 * @param failures Number of failures of each execution that are remembered, 100 at
	 * most.
	 * @param maxSize Most memory for the failures of all triggers. Beyond it, those of
	 * the oldest executions are forgotten first.
	 */
	public record History(@DefaultValue("100") int executions, @DefaultValue("100") int failures,
			@DefaultValue("16MB") DataSize maxSize) {

	}

	/**
	 * Settings of one trigger, below {@code triggers.instances.<name>}. Each wins over
	 * the attribute of the same name.
	 * <p>
	 * This is what editors complete. It is never bound: names of triggers contain dots,
	 * and all wrong values are to be reported at once, so discovery reads the properties
	 * itself.
	 *
	 * @param enabled Whether the trigger is registered.
	 * @param cron Cron expression or macro. Replaces any other schedule; "-" disables.
	 * @param every Length of the interval, such as 10s or 1d4h. Replaces any other
	 * schedule.
	 * @param mode What the interval is measured from.
	 * @param times Times of day. Replace any other schedule.
	 * @param zone Zone of the schedule.
	 * @param iterArgs Elements that the method is called for.
	 * @param args Values of further parameters, as name=value.
	 * @param onStartup Whether the trigger fires at once when it is started.
	 * @param autostart Whether the trigger starts when the context is refreshed.
	 * @param manual Whether nobody but the application starts the trigger.
	 * @param count Number of executions after which the trigger completes.
	 * @param errorHandler Bean name of the error handler.
	 * @param onFailure What happens to the trigger after an execution in which a call
	 * failed.
	 * @param reconnect Whether calls that fail with a reconnectable exception are
	 * repeated until they succeed.
	 * @param logger Name of the logger.
	 * @param scheduler Bean name of a task scheduler to use instead of the starter's.
	 * @param concurrency Number of elements in flight at once, zero for all of them.
	 * @param groups Names of the concurrency groups that each call passes.
	 * @param retry Name of the policy by which failed calls are retried.
	 * @param misfire What to do about due times that were missed.
	 * @param concurrent Whether executions may overlap each other.
	 * @param unhealthyAfter How long the trigger may run without a successful execution,
	 * such as 15m or 1d4h, before the health of the application is down.
	 * @param description What the trigger is for.
	 * @param tags Words to find the trigger by.
	 */
	@ConfigurationPropertiesSource
	public record Instance(@Nullable Boolean enabled, @Nullable String cron, @Nullable String every,
			@Nullable IntervalMode mode, @Nullable List<String> times, @Nullable String zone,
			@Nullable List<String> iterArgs, @Nullable List<String> args, @Nullable Boolean onStartup,
			@Nullable Boolean autostart, @Nullable Boolean manual, @Nullable Long count, @Nullable String errorHandler,
			@Nullable FailurePolicy onFailure, @Nullable Boolean reconnect, @Nullable String logger,
			@Nullable String scheduler, @Nullable Integer concurrency, @Nullable List<String> groups,
			@Nullable String retry, @Nullable MisfirePolicy misfire, @Nullable Boolean concurrent,
			@Nullable String unhealthyAfter, @Nullable String description, @Nullable List<String> tags) {

	}

}
