/**
 * Internal: methods of beans, ready to be called with their arguments.
 */
@NullMarked
package dev.triggers.discovery.method;

import org.jspecify.annotations.NullMarked;
