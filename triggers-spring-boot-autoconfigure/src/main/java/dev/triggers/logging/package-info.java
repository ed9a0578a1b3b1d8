/**
 * Internal: what is written to the log about triggers and their executions.
 */
@NullMarked
package dev.triggers.logging;

import org.jspecify.annotations.NullMarked;
