package dev.triggers.discovery;

import dev.triggers.definition.ValueOrigin;

/**
 * Trigger that is declared and not registered, because it is disabled.
 *
 * @param name name of the trigger
 * @param origin where the value came from that disables it
 * @since 1.0.0
 */
public record DisabledTrigger(String name, ValueOrigin origin) {

}
