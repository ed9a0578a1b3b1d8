package dev.triggers.cache.backend;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.cfg.DateTimeFeature;

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
		return new ReadableValues(Jackson.serializer(classLoader));
	}

	/**
	 * Refuses values of classes that cannot be read again, instead of storing what would
	 * always be a miss. Each value that has others in it is tried, and the first of each
	 * other class.
	 */
	private static final class ReadableValues implements RedisSerializer<Object> {

		private final RedisSerializer<Object> json;

		private final Set<Class<?>> tried = ConcurrentHashMap.newKeySet();

		ReadableValues(RedisSerializer<Object> json) {
			this.json = json;
		}

		@Override
		public byte[] serialize(@Nullable Object value) {
			byte[] bytes = this.json.serialize(value);
			if (value != null && isToBeTried(value)) {
				this.json.deserialize(bytes);
				this.tried.add(value.getClass());
			}
			return bytes;
		}

		private boolean isToBeTried(Object value) {
			boolean container = value instanceof Iterable || value instanceof Map || value instanceof Object[]
					|| value instanceof Optional;
			return container || !this.tried.contains(value.getClass());
		}

		@Override
		public @Nullable Object deserialize(byte @Nullable [] bytes) {
			return this.json.deserialize(bytes);
		}

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
				.customize((mapper) -> mapper.typeFactory(mapper.typeFactory().withClassLoader(classLoader))
					.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
					.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE))
				.build();
		}

	}

}
