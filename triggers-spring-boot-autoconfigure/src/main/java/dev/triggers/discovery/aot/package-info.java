/**
 * Internal: what a native image has to know about declared triggers.
 */
@NullMarked
package dev.triggers.discovery.aot;

import org.jspecify.annotations.NullMarked;
