/**
 * Executions that have ended, as they are remembered.
 */
@NullMarked
package dev.triggers.execution.history;

import org.jspecify.annotations.NullMarked;
