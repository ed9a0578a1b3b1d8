/**
 * Internal: texts of people as schedules, zones and constants, and what is said about
 * them when they are wrong; the same at start-up and at run time.
 */
@NullMarked
package dev.triggers.schedule.text;

import org.jspecify.annotations.NullMarked;
