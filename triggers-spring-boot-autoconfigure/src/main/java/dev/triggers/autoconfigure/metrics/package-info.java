/**
 * Wiring of meters.
 */
@NullMarked
package dev.triggers.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
