package dev.triggers.discovery;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.discovery.callback.KnownTrigger;
import dev.triggers.discovery.declaration.Declaration;

/**
 * Trigger that was found, valid or not.
 *
 * @param name name of the trigger
 * @param declaration how it is declared
 * @param methodName name of the method that it calls, or an empty text
 * @param definition its definition, or {@code null} if it is disabled or not valid
 */
record DiscoveredTrigger(String name, Declaration declaration, String methodName,
		@Nullable TriggerDefinition definition) {

	String where() {
		String bean = this.declaration.member().beanName();
		return this.declaration.member().description() + (bean.isEmpty() ? "" : " (bean '" + bean + "')");
	}

	KnownTrigger known() {
		return new KnownTrigger(this.name, this.declaration.member().beanName(), this.methodName,
				(this.definition != null) ? this.definition.references().errorHandler() : null);
	}

}
