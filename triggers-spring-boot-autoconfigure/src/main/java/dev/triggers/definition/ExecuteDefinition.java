package dev.triggers.definition;

import org.springframework.util.Assert;

import dev.triggers.work.ExecuteTarget;

/**
 * One declared {@code @Execute}: a method that is called under limits and retries.
 *
 * @param name unique name among those of its kind
 * @param target what is called
 * @param calls limits and retries of each call
 * @since 1.0.0
 */
public record ExecuteDefinition(String name, ExecuteTarget target, CallReferences calls) {

	public ExecuteDefinition {
		Assert.hasText(name, "'name' must have text");
	}

}
