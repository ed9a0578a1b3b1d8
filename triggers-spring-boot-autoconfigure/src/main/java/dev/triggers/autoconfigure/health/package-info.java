/**
 * Internal: what puts triggers into the health and the information of the application.
 */
@NullMarked
package dev.triggers.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
