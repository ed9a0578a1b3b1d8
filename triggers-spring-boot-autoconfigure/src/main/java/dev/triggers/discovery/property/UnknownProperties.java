package dev.triggers.discovery.property;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.ValueOrigin;
import dev.triggers.naming.NearestNames;

/**
 * Finds properties below {@code triggers.instances} that mean nothing.
 */
class UnknownProperties {

	private final Collection<String> triggers;

	private final Set<String> uniform;

	UnknownProperties(Collection<String> triggers) {
		this.triggers = triggers;
		this.uniform = triggers.stream().map(InstanceProperty::uniform).collect(Collectors.toSet());
	}

	/**
	 * Return one sentence for each unknown trigger and for each unknown attribute.
	 */
	List<String> describe(List<InstanceProperty> properties) {
		Map<String, String> sentences = new LinkedHashMap<>();
		for (InstanceProperty property : properties) {
			if (!isKnown(property)) {
				int split = triggerEnd(property);
				if (split > 0) {
					sentences.putIfAbsent(property.name().toString(), unknownAttribute(property, split));
				}
				else {
					String instance = instance(property);
					sentences.putIfAbsent("instance " + instance, unknownTrigger(property, instance));
				}
			}
		}
		return List.copyOf(sentences.values());
	}

	private boolean isKnown(InstanceProperty property) {
		for (int split = 1; split < property.size(); split++) {
			if (this.uniform.contains(property.path(0, split))
					&& property.attributeEnd(split, InstanceProperties.ATTRIBUTES) > 0) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return where the name of a known trigger ends, or {@code -1} if there is none or
	 * what follows looks like the rest of a longer name.
	 */
	private int triggerEnd(InstanceProperty property) {
		if (attributeBegin(property) > 0) {
			return -1;
		}
		for (int split = property.size(); split > 0; split--) {
			if (this.uniform.contains(property.path(0, split))) {
				return split;
			}
		}
		return -1;
	}

	private int attributeBegin(InstanceProperty property) {
		for (int split = property.size() - 1; split > 0; split--) {
			if (property.attributeEnd(split, InstanceProperties.ATTRIBUTES) > 0) {
				return split;
			}
		}
		return -1;
	}

	private String instance(InstanceProperty property) {
		int begin = attributeBegin(property);
		return property.text(0, (begin > 0) ? begin : Math.max(1, property.size() - 1));
	}

	private String unknownTrigger(InstanceProperty property, String instance) {
		return sentence(property,
				"matches no trigger of this application context: there is none named '" + instance + "'",
				NearestNames.question(instance, this.triggers));
	}

	private String unknownAttribute(InstanceProperty property, int split) {
		String attribute = property.text(split, property.size());
		return sentence(property,
				attribute.isEmpty() ? "has no effect: the name of an attribute must follow that of the trigger"
						: "has no effect: a trigger has no attribute '" + attribute + "'",
				attribute.isEmpty() ? "For example '" + property.name() + ".cron' or '" + property.name() + ".every'"
						: NearestNames.question(attribute, InstanceProperties.ATTRIBUTES));
	}

	private static String sentence(InstanceProperty property, String reason, String question) {
		ValueOrigin origin = property.origin();
		@Nullable String location = origin.location();
		return "[TRG-202] Property '" + property.name() + "'" + ((location != null) ? " (" + location + ")" : "") + " "
				+ reason + (question.isEmpty() ? "" : ". " + question);
	}

}
