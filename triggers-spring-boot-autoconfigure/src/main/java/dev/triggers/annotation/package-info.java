/**
 * What users write on the methods of their beans.
 */
@NullMarked
package dev.triggers.annotation;

import org.jspecify.annotations.NullMarked;
