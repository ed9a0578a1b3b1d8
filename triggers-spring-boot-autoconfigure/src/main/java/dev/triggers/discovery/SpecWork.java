package dev.triggers.discovery;

import dev.triggers.TriggerSpec;
import dev.triggers.discovery.attribute.Attribute;
import dev.triggers.discovery.attribute.Attributes;
import dev.triggers.discovery.element.DeclaredElements;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.work.TriggerWork;

/**
 * Makes work of a spec.
 *
 * @param tools what all triggers share
 * @param spec the spec
 */
record SpecWork(DiscoveryTools tools, TriggerSpec spec) implements WorkFactory {

	@Override
	public TriggerWork create(Attributes attributes, int concurrency) {
		Attribute args = attributes.find("args");
		if (args != null) {
			throw attributes.invalid(ProblemId.PARAMETERS, args,
					"'args' of trigger '" + attributes.trigger()
							+ "' cannot be set, as the trigger is declared by code and has no parameters with names",
					"Remove the property.");
		}
		DeclaredElements elements = this.tools.elements().read(attributes);
		return new TriggerWork(this.spec.target(), (elements != null) ? elements.elements() : this.spec.elements(),
				concurrency, this.spec.hooks());
	}

}
