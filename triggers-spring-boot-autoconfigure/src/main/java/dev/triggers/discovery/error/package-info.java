/**
 * Internal: finds the error handlers of the application and calls them.
 */
@NullMarked
package dev.triggers.discovery.error;

import org.jspecify.annotations.NullMarked;
