/**
 * Internal: properties of things that have a name, such as
 * {@code triggers.groups.<name>}: where they were set, and what is wrong with them.
 */
@NullMarked
package dev.triggers.autoconfigure.named;

import org.jspecify.annotations.NullMarked;
