/**
 * Internal: finds triggers in the beans of an application and makes definitions of them.
 */
@NullMarked
package dev.triggers.discovery;

import org.jspecify.annotations.NullMarked;
