/**
 * Internal: the text of cron expressions in their dialects, checked with good messages
 * and parsed by cron-utils.
 */
@NullMarked
package dev.triggers.schedule.cron.syntax;

import org.jspecify.annotations.NullMarked;
