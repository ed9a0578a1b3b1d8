/**
 * Auto-configuration of triggers: wires everything, and nothing uses it.
 */
@NullMarked
package dev.triggers.autoconfigure;

import org.jspecify.annotations.NullMarked;
