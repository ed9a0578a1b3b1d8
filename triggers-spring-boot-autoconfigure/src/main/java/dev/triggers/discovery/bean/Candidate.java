package dev.triggers.discovery.bean;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;

import dev.triggers.discovery.method.BeanReference;
import dev.triggers.discovery.method.Obstacle;

/**
 * Bean whose class has annotated methods.
 *
 * @param key what tells the bean from all others: its name, with a prefix if it is a
 * factory bean
 * @param bean the bean
 * @param scope scope of the bean, or {@code null} if it is a singleton
 * @since 1.0.0
 */
public record Candidate(String key, BeanReference bean, @Nullable String scope) {

	/**
	 * Return why no method of the bean can be called.
	 * @return the reason, or {@code null} if the bean is none
	 */
	public @Nullable Obstacle obstacle() {
		if (this.scope == null) {
			return null;
		}
		String name = "'" + this.bean.name() + "'";
		return new Obstacle("bean " + name + " has scope '" + this.scope + "', so there is no one instance to call",
				BeanDefinition.SCOPE_PROTOTYPE.equals(this.scope)
						? "Make " + name + " a singleton, or move the method to a bean that is one."
						: "Move the method to a singleton bean, and inject " + name + " there.");
	}

}
