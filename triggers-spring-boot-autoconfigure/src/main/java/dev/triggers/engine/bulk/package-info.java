/**
 * Internal: one execution and its calls, the hooks around executions, and what observers
 * are told of them.
 */
@NullMarked
package dev.triggers.engine.bulk;

import org.jspecify.annotations.NullMarked;
