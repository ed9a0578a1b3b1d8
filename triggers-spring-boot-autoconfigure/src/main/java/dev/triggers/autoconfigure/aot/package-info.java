/**
 * Internal: what a native image has to know about the settings of triggers.
 */
@NullMarked
package dev.triggers.autoconfigure.aot;

import org.jspecify.annotations.NullMarked;
