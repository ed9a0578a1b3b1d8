/**
 * Internal: finds annotated methods and reads their annotations, once.
 */
@NullMarked
package dev.triggers.discovery.declaration;

import org.jspecify.annotations.NullMarked;
