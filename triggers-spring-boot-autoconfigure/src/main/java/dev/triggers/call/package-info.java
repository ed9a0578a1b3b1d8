/**
 * One call under its limits and retries.
 */
@NullMarked
package dev.triggers.call;

import org.jspecify.annotations.NullMarked;
