package dev.triggers.discovery;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.attribute.Attributes;
import dev.triggers.work.TriggerWork;

/**
 * Makes what an execution of a trigger does.
 */
@FunctionalInterface
interface WorkFactory {

	/**
	 * Make the work.
	 * @param attributes the attributes of the trigger
	 * @param concurrency number of elements in flight at once
	 * @return the work
	 * @throws InvalidTriggerException if the target cannot be called in this way
	 */
	TriggerWork create(Attributes attributes, int concurrency);

}
