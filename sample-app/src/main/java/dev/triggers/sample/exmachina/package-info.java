/**
 * The documented example of Ex-Machina: emits that run executes, under a concurrency
 * group and with retries.
 */
@NullMarked
package dev.triggers.sample.exmachina;

import org.jspecify.annotations.NullMarked;
