package dev.triggers.autoconfigure.cache;

import java.util.Map;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the application has cache groups.
 */
class OnCacheGroupsCondition extends SpringBootCondition {

	static final String PREFIX = "triggers.cache.groups";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Cache groups");
		return groups(context.getEnvironment()).isEmpty()
				? ConditionOutcome.noMatch(message.because("no property below '" + PREFIX + "' is set"))
				: ConditionOutcome.match(message.foundExactly("properties below '" + PREFIX + "'"));
	}

	/**
	 * Return what is set of all groups, by their names, without conversion: what is not
	 * valid is reported later.
	 */
	static Map<String, Object> groups(Environment environment) {
		return Binder.get(environment).bind(PREFIX, Bindable.mapOf(String.class, Object.class)).orElseGet(Map::of);
	}

}
