/**
 * Virtual time for tests of applications: nothing fires by itself, and a test says how
 * much time passes. Needs {@code spring-test} and AssertJ, which applications have only
 * in their tests.
 */
@NullMarked
package dev.triggers.test;

import org.jspecify.annotations.NullMarked;
