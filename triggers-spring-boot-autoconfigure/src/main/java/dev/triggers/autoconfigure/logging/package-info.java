/**
 * Internal: what the log knows of optional parts of Spring Boot.
 */
@NullMarked
package dev.triggers.autoconfigure.logging;

import org.jspecify.annotations.NullMarked;
