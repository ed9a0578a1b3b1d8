/**
 * What happened: executions, their outcomes, and the events that observers receive.
 */
@NullMarked
package dev.triggers.execution;

import org.jspecify.annotations.NullMarked;
