/**
 * Meters of triggers, of their executions, and of what calls share.
 */
@NullMarked
package dev.triggers.metrics;

import org.jspecify.annotations.NullMarked;
