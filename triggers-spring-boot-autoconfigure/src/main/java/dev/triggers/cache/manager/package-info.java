/**
 * Internal: lets the cache manager of an application have the caches of groups.
 */
@NullMarked
package dev.triggers.cache.manager;

import org.jspecify.annotations.NullMarked;
