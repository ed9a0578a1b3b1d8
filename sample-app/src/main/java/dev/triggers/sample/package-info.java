/**
 * Sample application, and what its examples share.
 */
@NullMarked
package dev.triggers.sample;

import org.jspecify.annotations.NullMarked;
