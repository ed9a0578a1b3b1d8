package dev.triggers.sample.cache;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.IntervalTrigger;

/**
 * Stand-in for a client of the Clash of Clans API, some of whose answers are cached. The
 * groups of the caches are in {@code application.yml}.
 */
@Component
@Profile("cache")
class CachedClash {

	private static final Logger logger = LoggerFactory.getLogger("cache");

	@Cacheable("search players")
	Player player(String tag) {
		logger.info("Asked for player {}", tag);
		return new Player(tag, Instant.now());
	}

	@Cacheable("current wars")
	String war(String clanTag) {
		logger.info("Asked for the war of clan {}", clanTag);
		return "War of " + clanTag;
	}

	@Cacheable("seasons")
	List<String> seasons() {
		logger.info("Asked for the seasons");
		return List.of("2026-10", "2026-11");
	}

	/**
	 * Refreshes what is in use: the players that the cache holds at the moment, whoever
	 * has asked for them.
	 */
	@IntervalTrigger(every = "20s", onStartup = "false", iterArgs = "#{@cacheKeys.of('search players')}",
			logger = "cache")
	@CachePut("search players")
	Player refresh(String tag) {
		logger.info("Refreshed player {}", tag);
		return new Player(tag, Instant.now());
	}

	/**
	 * A player.
	 *
	 * @param tag the tag
	 * @param asked when the API was asked
	 */
	record Player(String tag, Instant asked) implements Serializable {

	}

}
