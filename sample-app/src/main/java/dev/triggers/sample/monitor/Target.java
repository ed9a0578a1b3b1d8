package dev.triggers.sample.monitor;

import java.net.URI;

/**
 * What is probed: one element of the bulk executions.
 *
 * @param name name of the target
 * @param uri where it is
 */
public record Target(String name, URI uri) {

	@Override
	public String toString() {
		return this.name;
	}

}
