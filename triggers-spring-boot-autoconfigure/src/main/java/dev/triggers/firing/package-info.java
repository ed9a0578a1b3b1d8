/**
 * Internal: what comes next for a trigger, as pure functions of values. Public because
 * every engine decides by it.
 */
@NullMarked
package dev.triggers.firing;

import org.jspecify.annotations.NullMarked;
