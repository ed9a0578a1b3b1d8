/**
 * What an execution is applied to: elements, and where they come from.
 */
@NullMarked
package dev.triggers.element;

import org.jspecify.annotations.NullMarked;
