/**
 * The documented caches of coc.py: thirteen in four groups, and their customisations.
 */
@NullMarked
package dev.triggers.sample.cache;

import org.jspecify.annotations.NullMarked;
