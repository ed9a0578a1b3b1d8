package dev.triggers.cache;

import org.jspecify.annotations.Nullable;

/**
 * What has become of the reads and writes of one cache since the application started.
 *
 * @param size number of entries, or {@code null} if the backend cannot tell without being
 * asked for all of them
 * @param hits reads that found an entry
 * @param misses reads that found none, failed ones included
 * @param puts writes of entries, or {@code null} if the backend does not count them
 * @param evictions entries that were dropped since they were too old or too many, or
 * {@code null} if the backend does not tell
 * @param failedReads reads that the backend failed: those of entries, which are misses,
 * and those of all keys, which are not
 * @param failedWrites writes and evictions that the backend failed, which are dropped
 * @since 1.0.0
 */
public record CacheStatistics(@Nullable Long size, long hits, long misses, @Nullable Long puts,
		@Nullable Long evictions, long failedReads, long failedWrites) {

}
