package dev.triggers.discovery.hook;

import dev.triggers.discovery.declaration.CallbackKind;

/**
 * Hook of a trigger, with its place among the others.
 *
 * @param kind when it is called
 * @param order position among the hooks of the trigger, lowest first
 * @param hook the hook
 */
record BoundHook(CallbackKind kind, int order, HookMethod hook) {

}
