package dev.triggers.definition;

import org.springframework.util.Assert;

import dev.triggers.element.Elements;

/**
 * What one execution does: call the target for each element.
 *
 * @param target what is called
 * @param elements what the target is applied to
 * @param concurrency number of elements in flight at once, zero for all of them
 * @since 1.0.0
 */
public record TriggerWork(TriggerTarget target, Elements elements, int concurrency) {

	public TriggerWork {
		Assert.isTrue(concurrency >= 0, "'concurrency' must not be negative");
	}

}
