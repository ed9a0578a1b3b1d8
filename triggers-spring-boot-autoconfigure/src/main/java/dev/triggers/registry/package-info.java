/**
 * Internal: the triggers of an application context over any engine, and their life with
 * the context.
 */
@NullMarked
package dev.triggers.registry;

import org.jspecify.annotations.NullMarked;
