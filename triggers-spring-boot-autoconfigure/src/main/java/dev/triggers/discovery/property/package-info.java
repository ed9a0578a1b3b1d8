/**
 * Internal: reads the properties of single triggers, and the properties behind
 * placeholders, with their origins.
 */
@NullMarked
package dev.triggers.discovery.property;

import org.jspecify.annotations.NullMarked;
