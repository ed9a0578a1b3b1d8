package dev.triggers.discovery.bean;

import org.jspecify.annotations.Nullable;

import dev.triggers.discovery.method.BeanReference;

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

}
