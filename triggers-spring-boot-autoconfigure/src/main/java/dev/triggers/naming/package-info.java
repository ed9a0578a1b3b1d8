/**
 * Internal: finds the names that somebody may have meant.
 */
@NullMarked
package dev.triggers.naming;

import org.jspecify.annotations.NullMarked;
