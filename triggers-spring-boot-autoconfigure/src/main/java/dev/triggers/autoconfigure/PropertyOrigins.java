package dev.triggers.autoconfigure;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

import dev.triggers.definition.ValueOrigin;

/**
 * Finds out where properties were set.
 */
final class PropertyOrigins {

	private PropertyOrigins() {
	}

	static ValueOrigin find(Environment environment, String name) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.of(name);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(propertyName);
			if (property != null) {
				return ValueOrigin.property(name, property.getOrigin());
			}
		}
		return ValueOrigin.DEFAULT;
	}

}
