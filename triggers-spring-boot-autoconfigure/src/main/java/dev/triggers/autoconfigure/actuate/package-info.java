/**
 * Auto-configuration of the Actuator endpoint.
 */
@NullMarked
package dev.triggers.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
