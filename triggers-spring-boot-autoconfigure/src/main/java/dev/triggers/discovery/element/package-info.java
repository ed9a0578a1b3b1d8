/**
 * Internal: makes elements of the texts of {@code iterArgs}.
 */
@NullMarked
package dev.triggers.discovery.element;

import org.jspecify.annotations.NullMarked;
