/**
 * Internal: what triggers say about the health of the application.
 */
@NullMarked
package dev.triggers.health;

import org.jspecify.annotations.NullMarked;
