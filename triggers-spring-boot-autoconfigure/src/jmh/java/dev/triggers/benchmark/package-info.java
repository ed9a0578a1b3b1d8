/**
 * Benchmarks, which run in the Maven profile of that name only.
 */
@NullMarked
package dev.triggers.benchmark;

import org.jspecify.annotations.NullMarked;
