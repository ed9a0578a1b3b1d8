package dev.triggers.element;

import org.jspecify.annotations.Nullable;

/**
 * One item of the iterable that an execution is applied to.
 *
 * @param index position in the iterable, from zero
 * @param value the item, which may be {@code null}
 * @since 1.0.0
 */
public record Element(long index, @Nullable Object value) {

}
