/**
 * What was declared: the immutable model of a trigger that everything after discovery
 * works with.
 */
@NullMarked
package dev.triggers.definition;

import org.jspecify.annotations.NullMarked;
