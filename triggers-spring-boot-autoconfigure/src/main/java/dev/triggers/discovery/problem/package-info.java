/**
 * Internal: what is wrong with declarations, collected so that all of it is reported at
 * once.
 */
@NullMarked
package dev.triggers.discovery.problem;

import org.jspecify.annotations.NullMarked;
