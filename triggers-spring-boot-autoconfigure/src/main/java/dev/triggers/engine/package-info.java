/**
 * Internal: the owner of threads and clock, which fires and executes triggers. Public
 * where the auto-configuration, or another engine, needs it.
 */
@NullMarked
package dev.triggers.engine;

import org.jspecify.annotations.NullMarked;
