/**
 * Internal: methods that are called about triggers, and the triggers that they name.
 */
@NullMarked
package dev.triggers.discovery.callback;

import org.jspecify.annotations.NullMarked;
