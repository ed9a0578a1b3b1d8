/**
 * Internal: the local times and instants that cron expressions match, and the words that
 * describe them.
 */
@NullMarked
package dev.triggers.schedule.cron;

import org.jspecify.annotations.NullMarked;
