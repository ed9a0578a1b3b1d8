package dev.triggers.docs;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.cache.TriggerCacheFactory;

/**
 * Code that {@code docs/caches.md} shows.
 */
class CacheSnippets {

	/**
	 * Backends.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Beans {

		@Bean
		TriggerCacheFactory maps() {
			return (name, settings) -> new ConcurrentMapCache(name);
		}

		@Bean
		Clash clash() {
			return new Clash();
		}

	}

	/**
	 * What is cached.
	 */
	@Component("players")
	static class Players {

		private final Clash clash;

		Players(Clash clash) {
			this.clash = clash;
		}

		@Cacheable("players")
		Player find(String tag) {
			return this.clash.player(tag);
		}

		@IntervalTrigger(every = "10m", onStartup = "false", iterArgs = "#{@cacheKeys.of('players')}",
				concurrency = "8")
		@CachePut("players")
		Player refresh(String tag) {
			return this.clash.player(tag);
		}

	}

	/**
	 * Who uses a cache itself.
	 */
	@Component("scores")
	static class Scores {

		private final Cache ranks;

		Scores(@Qualifier("ranks") Cache ranks) {
			this.ranks = ranks;
		}

		Cache ranks() {
			return this.ranks;
		}

	}

	/**
	 * Stand-in for a client.
	 */
	static class Clash {

		private final List<String> asked = new ArrayList<>();

		List<String> asked() {
			return this.asked;
		}

		Player player(String tag) {
			this.asked.add(tag);
			return new Player(tag, this.asked.size());
		}

	}

	/**
	 * A player.
	 *
	 * @param tag the tag
	 * @param version how often anybody was asked for
	 */
	record Player(String tag, int version) {

	}

}
