package dev.triggers.discovery.execute;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.discovery.declaration.Declaration;

/**
 * Method with an {@code @Execute} that was found, valid or not.
 *
 * @param key what tells the method apart
 * @param name name of the {@code @Execute}
 * @param declaration how it is declared
 * @param definition its definition, or {@code null} if it is not valid
 * @since 1.0.0
 */
public record ExecuteMethod(ExecuteKey key, String name, Declaration declaration,
		@Nullable ExecuteDefinition definition) {

	String where() {
		return this.declaration.member().description() + " (bean '" + this.declaration.member().beanName() + "')";
	}

}
