/**
 * What surrounds the code of executions on each of their threads.
 */
@NullMarked
package dev.triggers.execution.context;

import org.jspecify.annotations.NullMarked;
