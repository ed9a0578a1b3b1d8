/**
 * Concurrency groups: how many calls that share a name are made at once, and how many
 * start in a period.
 */
@NullMarked
package dev.triggers.call.limit;

import org.jspecify.annotations.NullMarked;
