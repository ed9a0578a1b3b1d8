/**
 * Fixtures that several tests share.
 */
@NullMarked
package dev.triggers.testsupport;

import org.jspecify.annotations.NullMarked;
