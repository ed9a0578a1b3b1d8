/**
 * Rules that compute when a trigger is due next, as pure functions of the times they are
 * given.
 */
@NullMarked
package dev.triggers.schedule;

import org.jspecify.annotations.NullMarked;
