package dev.triggers.cache.backend;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.BatchStrategies;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.util.Assert;

import dev.triggers.cache.CacheGroupSettings;
import dev.triggers.cache.CacheSerialization;
import dev.triggers.cache.TriggerCacheFactory;

/**
 * Makes caches in Redis, with keys {@code cacheName:key}.
 *
 * @since 1.0.0
 */
public final class RedisTriggerCacheFactory implements TriggerCacheFactory {

	/**
	 * Number of keys that Redis looks at in one go.
	 */
	static final int BATCH = 1000;

	private final Supplier<RedisConnectionFactory> connections;

	private final @Nullable ClassLoader classLoader;

	/**
	 * Create a factory.
	 * @param connections has the connections; asked for each cache
	 * @param classLoader has the classes of values
	 */
	public RedisTriggerCacheFactory(Supplier<RedisConnectionFactory> connections, @Nullable ClassLoader classLoader) {
		this.connections = connections;
		this.classLoader = classLoader;
	}

	@Override
	public Cache create(String name, CacheGroupSettings settings) {
		Assert.isTrue(settings.maxSize() == null, "Redis has no maximum size for single caches");
		RedisConnectionFactory factory = this.connections.get();
		// writes that go on in the background would fail without anybody's notice
		RedisCacheWriter writer = RedisCacheWriter.create(factory,
				(configurer) -> configurer.immediateWrites().batchStrategy(BatchStrategies.scan(BATCH)));
		return new RedisGroupCache(name, writer, configuration(settings), factory);
	}

	private RedisCacheConfiguration configuration(CacheGroupSettings settings) {
		RedisCacheConfiguration configuration = RedisCacheConfiguration.defaultCacheConfig(this.classLoader)
			.computePrefixWith((cacheName) -> cacheName + ":")
			.serializeValuesWith(SerializationPair.fromSerializer(serializer(settings.serialization())));
		return (settings.timeToLive() != null) ? configuration.entryTtl(settings.timeToLive()) : configuration;
	}

	private RedisSerializer<Object> serializer(CacheSerialization serialization) {
		return switch (serialization) {
			case JDK -> new JdkSerializationRedisSerializer(this.classLoader);
			case JSON -> JsonValues.serializer(this.classLoader);
		};
	}

}
