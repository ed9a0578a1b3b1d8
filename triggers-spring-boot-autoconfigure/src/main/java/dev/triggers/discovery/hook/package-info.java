/**
 * Internal: finds the hooks of triggers among the methods of beans.
 */
@NullMarked
package dev.triggers.discovery.hook;

import org.jspecify.annotations.NullMarked;
