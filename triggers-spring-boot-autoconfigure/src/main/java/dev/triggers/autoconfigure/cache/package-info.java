/**
 * Auto-configuration of cache groups.
 */
@NullMarked
package dev.triggers.autoconfigure.cache;

import org.jspecify.annotations.NullMarked;
