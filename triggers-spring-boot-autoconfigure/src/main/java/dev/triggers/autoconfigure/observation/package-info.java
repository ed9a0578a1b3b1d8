/**
 * Wiring of observations.
 */
@NullMarked
package dev.triggers.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
