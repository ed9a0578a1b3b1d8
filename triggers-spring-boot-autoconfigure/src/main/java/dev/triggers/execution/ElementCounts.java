package dev.triggers.execution;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of elements of an execution; a call without an element counts as one.
 *
 * @param total number of elements, or {@code null} if it is not known in advance
 * @param ok number of elements whose call succeeded
 * @param failed number of elements whose call failed
 * @since 1.0.0
 */
public record ElementCounts(@Nullable Long total, long ok, long failed) {

}
