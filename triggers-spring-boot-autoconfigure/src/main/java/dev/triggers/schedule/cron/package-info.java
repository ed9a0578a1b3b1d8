/**
 * Internal: cron expressions, from their text to the local times and instants they match
 * and to the words that describe them.
 */
@NullMarked
package dev.triggers.schedule.cron;

import org.jspecify.annotations.NullMarked;
