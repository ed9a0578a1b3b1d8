/**
 * Internal: makes the calls of methods with {@code @Execute} in this process.
 */
@NullMarked
package dev.triggers.engine.execute;

import org.jspecify.annotations.NullMarked;
