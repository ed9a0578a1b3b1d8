/**
 * The Actuator endpoint of triggers: reads them, and acts on them.
 */
@NullMarked
package dev.triggers.actuate;

import org.jspecify.annotations.NullMarked;
