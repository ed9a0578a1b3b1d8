/**
 * Internal: remembers executions that have ended.
 */
@NullMarked
package dev.triggers.history;

import org.jspecify.annotations.NullMarked;
