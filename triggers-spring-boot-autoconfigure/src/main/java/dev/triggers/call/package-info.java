/**
 * One call under its limits and retries. The rules are here; executions do not ask for
 * them yet.
 */
@NullMarked
package dev.triggers.call;

import org.jspecify.annotations.NullMarked;
