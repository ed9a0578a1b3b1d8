/**
 * Internal: cache groups in the endpoint.
 */
@NullMarked
package dev.triggers.actuate.cache;

import org.jspecify.annotations.NullMarked;
