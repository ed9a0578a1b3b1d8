package dev.triggers.work;

import org.springframework.util.Assert;

import dev.triggers.element.Elements;

/**
 * What a trigger does: call the target for each element in each execution, between its
 * hooks.
 *
 * @param target what is called
 * @param elements what the target is applied to
 * @param concurrency number of elements in flight at once, zero for all of them
 * @param hooks what is called when the trigger begins and ends
 * @since 1.0.0
 */
public record TriggerWork(TriggerTarget target, Elements elements, int concurrency, TriggerHooks hooks) {

	public TriggerWork {
		Assert.isTrue(concurrency >= 0, "'concurrency' must not be negative");
	}

	/**
	 * Return the same work between hooks.
	 * @param hooks the hooks
	 * @return the work
	 */
	public TriggerWork with(TriggerHooks hooks) {
		return new TriggerWork(this.target, this.elements, this.concurrency, hooks);
	}

}
