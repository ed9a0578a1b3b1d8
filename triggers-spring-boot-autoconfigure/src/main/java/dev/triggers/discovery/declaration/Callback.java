package dev.triggers.discovery.declaration;

import java.util.List;

/**
 * Annotation by which a method is called about triggers.
 *
 * @param kind when the method is called
 * @param triggers the names of triggers as written, which may be none
 * @since 1.0.0
 */
public record Callback(CallbackKind kind, List<String> triggers) {

	public Callback {
		triggers = List.copyOf(triggers);
	}

}
