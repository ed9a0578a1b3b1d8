/**
 * Internal: methods whose calls pass limits and retries, whoever makes them.
 */
@NullMarked
package dev.triggers.discovery.execute;

import org.jspecify.annotations.NullMarked;
