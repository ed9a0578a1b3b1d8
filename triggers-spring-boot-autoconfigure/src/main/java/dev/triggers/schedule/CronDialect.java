package dev.triggers.schedule;

/**
 * Dialect in which a cron expression is written.
 * <p>
 * Whatever the dialect, changes of the clock are treated by the one rule that
 * {@link Schedule#cron(String, CronDialect, java.time.ZoneId)} describes.
 *
 * @since 1.0.0
 */
public enum CronDialect {

	/**
	 * Five fields (minute, hour, day of month, month, day of week) or a macro such as
	 * {@code @daily}. Weekdays are 0-7, where 0 and 7 are Sunday. If both day fields are
	 * something other than {@code *}, a day matches when either does.
	 */
	UNIX,

	/**
	 * Six fields, seconds first, as in Spring's {@code @Scheduled(cron = …)}: with
	 * {@code ?}, {@code L}, {@code W} and {@code #}. A day must match both day fields,
	 * and the step {@code *}{@code /n} of the day of week counts from Monday.
	 */
	SPRING,

	/**
	 * Six or seven fields, seconds first and an optional year last, as in Quartz. Exactly
	 * one of the day fields is {@code ?}, and weekdays are 1-7 from Sunday to Saturday.
	 */
	QUARTZ

}
