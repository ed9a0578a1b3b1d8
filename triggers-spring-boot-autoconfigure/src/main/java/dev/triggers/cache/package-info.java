/**
 * Cache groups: caches that share a maximum size, a time to live and a backend.
 */
@NullMarked
package dev.triggers.cache;

import org.jspecify.annotations.NullMarked;
