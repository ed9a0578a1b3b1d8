package dev.triggers.autoconfigure.cache;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the application has cache groups.
 */
class OnCacheGroupsCondition extends SpringBootCondition {

	static final String PREFIX = "triggers.cache.groups";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Cache groups");
		// without conversion: what is not valid is reported later
		boolean any = Binder.get(context.getEnvironment())
			.bind(PREFIX, Bindable.mapOf(String.class, Object.class))
			.isBound();
		return any ? ConditionOutcome.match(message.foundExactly("properties below '" + PREFIX + "'"))
				: ConditionOutcome.noMatch(message.because("no property below '" + PREFIX + "' is set"));
	}

}
