package dev.triggers.engine.bulk;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Types of exceptions that calls of one trigger are repeated on; by default those that
 * tell that something else could not be reached. Thread-safe.
 *
 * @since 1.0.0
 */
public final class ReconnectTypes {

	// those of optional libraries are looked up once, since a miss is slow
	private static final List<Class<?>> DEFAULTS = Stream
		.concat(Stream.of(IOException.class, TimeoutException.class),
				Stream
					.of("org.springframework.web.client.ResourceAccessException",
							"org.springframework.dao.TransientDataAccessException")
					.flatMap(ReconnectTypes::find))
		.toList();

	private final Set<Class<?>> types = new CopyOnWriteArraySet<>(DEFAULTS);

	private static Stream<Class<?>> find(String name) {
		ClassLoader classLoader = ReconnectTypes.class.getClassLoader();
		return ClassUtils.isPresent(name, classLoader) ? Stream.of(ClassUtils.resolveClassName(name, classLoader))
				: Stream.empty();
	}

	/**
	 * Add types.
	 * @param added the types
	 * @throws IllegalArgumentException if a type is not that of a {@link Throwable}
	 */
	public void add(Class<?>... added) {
		for (Class<?> type : added) {
			Assert.isAssignable(Throwable.class, type, "Only exceptions can be reconnected on: ");
		}
		this.types.addAll(Arrays.asList(added));
	}

	/**
	 * Remove types.
	 * @param removed the types
	 * @return whether all of them were there
	 */
	public boolean remove(Class<?>... removed) {
		boolean all = true;
		for (Class<?> type : removed) {
			all &= this.types.remove(type);
		}
		return all;
	}

	/**
	 * Remove all types.
	 */
	public void clear() {
		this.types.clear();
	}

	boolean include(Throwable exception) {
		return this.types.stream().anyMatch((type) -> type.isInstance(exception));
	}

}
