/**
 * Observations of executions, from which tracing makes spans, and what takes the context
 * of a thread to others.
 */
@NullMarked
package dev.triggers.observation;

import org.jspecify.annotations.NullMarked;
