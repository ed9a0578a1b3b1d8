/**
 * Sources of the snippets in README.md and docs, and the tests that keep them true.
 */
@NullMarked
package dev.triggers.docs;

import org.jspecify.annotations.NullMarked;
