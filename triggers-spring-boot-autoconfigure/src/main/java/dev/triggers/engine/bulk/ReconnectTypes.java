package dev.triggers.engine.bulk;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
	private static final Set<Class<?>> DEFAULTS = Stream
		.concat(Stream.of(IOException.class, TimeoutException.class),
				Stream
					.of("org.springframework.web.client.ResourceAccessException",
							"org.springframework.dao.TransientDataAccessException")
					.flatMap(ReconnectTypes::find))
		.collect(Collectors.toUnmodifiableSet());

	private final AtomicReference<Set<Class<?>>> types = new AtomicReference<>(DEFAULTS);

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
		change((types) -> types.addAll(List.of(added)));
	}

	/**
	 * Remove types.
	 * @param removed the types
	 * @return whether all of them were there
	 */
	public boolean remove(Class<?>... removed) {
		Set<Class<?>> before = change((types) -> types.removeAll(List.of(removed)));
		return before.containsAll(List.of(removed));
	}

	/**
	 * Remove all types.
	 */
	public void clear() {
		change(Set::clear);
	}

	private Set<Class<?>> change(Consumer<Set<Class<?>>> change) {
		return this.types.getAndUpdate((before) -> {
			Set<Class<?>> after = new HashSet<>(before);
			change.accept(after);
			return Set.copyOf(after);
		});
	}

	boolean include(Throwable exception) {
		return this.types.get().stream().anyMatch((type) -> type.isInstance(exception));
	}

}
