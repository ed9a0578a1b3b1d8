/**
 * What a trigger does: what it calls, for which elements, and around which hooks.
 */
@NullMarked
package dev.triggers.work;

import org.jspecify.annotations.NullMarked;
