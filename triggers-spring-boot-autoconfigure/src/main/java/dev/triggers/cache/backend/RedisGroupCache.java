package dev.triggers.cache.backend;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;

import dev.triggers.cache.ListableCache;

/**
 * Cache of Redis that lists its keys, and whose name may have any characters.
 */
final class RedisGroupCache extends RedisCache implements ListableCache {

	/**
	 * Characters that mean something in patterns of Redis.
	 */
	private static final Pattern SPECIAL = Pattern.compile("[\\\\*?\\[\\]^]");

	private final RedisConnectionFactory connections;

	private final String prefix;

	RedisGroupCache(String name, RedisCacheWriter writer, RedisCacheConfiguration configuration,
			RedisConnectionFactory connections) {
		super(name, writer, configuration);
		this.connections = connections;
		this.prefix = configuration.getKeyPrefixFor(name);
	}

	@Override
	public Collection<?> keys() {
		ScanOptions options = ScanOptions.scanOptions().match(pattern()).count(RedisTriggerCacheFactory.BATCH).build();
		// a scan may return a key twice
		Set<String> keys = new LinkedHashSet<>();
		try (RedisConnection connection = this.connections.getConnection();
				Cursor<byte[]> cursor = connection.keyCommands().scan(options)) {
			cursor.forEachRemaining(
					(key) -> keys.add(new String(key, StandardCharsets.UTF_8).substring(this.prefix.length())));
		}
		return Collections.unmodifiableSet(keys);
	}

	private String pattern() {
		return SPECIAL.matcher(this.prefix).replaceAll("\\\\$0") + "*";
	}

	@Override
	public void clear() {
		invalidate();
	}

	@Override
	public boolean invalidate() {
		return getCacheWriter().invalidate(getName(), serializeCacheKey(pattern()));
	}

	@Override
	protected byte[] serializeCacheValue(Object value) {
		try {
			return super.serializeCacheValue(value);
		}
		catch (RuntimeException ex) {
			throw new UnfitForCacheException("A value of " + value.getClass().getName() + " cannot be stored in cache '"
					+ getName() + "': " + ex.getMessage(), ex);
		}
	}

	@Override
	protected String convertKey(Object key) {
		try {
			return super.convertKey(key);
		}
		catch (RuntimeException ex) {
			throw new UnfitForCacheException("A key of " + key.getClass().getName() + " cannot be one of cache '"
					+ getName() + "', where keys are texts: " + ex.getMessage(), ex);
		}
	}

}
