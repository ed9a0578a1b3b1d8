/**
 * Internal: where cache groups keep their entries.
 */
@NullMarked
package dev.triggers.cache.backend;

import org.jspecify.annotations.NullMarked;
