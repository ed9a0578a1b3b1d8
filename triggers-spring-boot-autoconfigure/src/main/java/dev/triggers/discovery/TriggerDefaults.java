package dev.triggers.discovery;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.ReconnectPolicy;

/**
 * Values of attributes that neither a trigger nor its properties set.
 *
 * @param onStartup whether triggers fire at once when they are started
 * @param autostart whether triggers start as soon as the context is refreshed;
 * {@code false} goes for all triggers whose properties do not say otherwise, {@code null}
 * for those that say nothing
 * @param zone zone of the schedules, or {@code null} for the zone of the system, and UTC
 * for times of day
 * @param misfire what to do about due times that were missed
 * @param concurrency number of elements of one execution in flight at once, zero for all
 * @param reconnect whether calls are repeated that fail with a reconnectable exception
 * @param backOff how long triggers wait before they repeat such a call
 * @since 1.0.0
 */
public record TriggerDefaults(boolean onStartup, @Nullable Boolean autostart, @Nullable String zone,
		MisfirePolicy misfire, int concurrency, boolean reconnect, ReconnectPolicy backOff) {

}
