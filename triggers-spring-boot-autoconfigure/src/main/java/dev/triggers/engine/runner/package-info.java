/**
 * Internal: one trigger in this process, with its state, timer, hooks and executions.
 */
@NullMarked
package dev.triggers.engine.runner;

import org.jspecify.annotations.NullMarked;
