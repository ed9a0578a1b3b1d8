/**
 * What the endpoint answers: immutable views for JSON. Durations are numbers of
 * milliseconds, moments are in UTC, and what is {@code null} is left out.
 */
@NullMarked
package dev.triggers.actuate.descriptor;

import org.jspecify.annotations.NullMarked;
