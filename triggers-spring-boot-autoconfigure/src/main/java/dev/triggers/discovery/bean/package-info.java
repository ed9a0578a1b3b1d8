/**
 * Internal: finds the beans that have annotated methods.
 */
@NullMarked
package dev.triggers.discovery.bean;

import org.jspecify.annotations.NullMarked;
