/**
 * Internal: makes calls of user code under limits and with retries.
 */
@NullMarked
package dev.triggers.engine.call;

import org.jspecify.annotations.NullMarked;
