package dev.triggers.sample.cache;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.IntervalTrigger;

/**
 * Asks for the same again and again; the log shows how seldom the API is.
 */
@Component
@Profile("cache")
class Visitors {

	private static final Logger logger = LoggerFactory.getLogger("cache");

	private final CachedClash clash;

	Visitors(CachedClash clash) {
		this.clash = clash;
	}

	@IntervalTrigger(every = "5s", iterArgs = { "#2PP", "#8UL" }, logger = "cache")
	void visit(String tag) {
		logger.info("{} in {}, seasons {}", this.clash.player(tag), this.clash.war(tag), this.clash.seasons());
	}

}
