package dev.triggers.cache.backend;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.ClassUtils;

/**
 * Values of caches as JSON, by Jackson, which is an optional library.
 */
final class JsonValues {

	private JsonValues() {
	}

	/**
	 * Return what turns values into JSON that names their classes.
	 * @throws IllegalStateException if there is no Jackson
	 */
	static RedisSerializer<Object> serializer(@Nullable ClassLoader classLoader) {
		if (!ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", classLoader)) {
			throw new IllegalStateException("Values as JSON need Jackson 3, which is not on the class path: add "
					+ "spring-boot-starter-jackson, or set 'serialization' to jdk");
		}
		return Jackson.serializer(classLoader);
	}

	/**
	 * What needs the library.
	 */
	private static final class Jackson {

		static RedisSerializer<Object> serializer(@Nullable ClassLoader classLoader) {
			return GenericJacksonJsonRedisSerializer.builder()
				.enableUnsafeDefaultTyping()
				// otherwise final classes of the JDK, such as Instant, would not be named
				.writer((mapper, value) -> mapper.writerFor(Object.class).writeValueAsBytes(value))
				.reader((mapper, source, type) -> mapper.readValue(source, Object.class))
				.customize((mapper) -> mapper.typeFactory(mapper.typeFactory().withClassLoader(classLoader)))
				.build();
		}

	}

}
