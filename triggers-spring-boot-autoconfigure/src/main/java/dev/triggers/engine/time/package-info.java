/**
 * Internal: clocks, timers and threads of the engine.
 */
@NullMarked
package dev.triggers.engine.time;

import org.jspecify.annotations.NullMarked;
