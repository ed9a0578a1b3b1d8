package dev.triggers.sample.coc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.CustomTrigger;
import dev.triggers.annotation.IntervalTrigger;

/**
 * The triggers of coc.py's example, in its order.
 */
@Component
@Profile("coc")
class ClashTriggers {

	private static final Logger logger = LoggerFactory.getLogger("coc");

	private final ClashClient client;

	private final Map<String, Long> contributions = new ConcurrentHashMap<>();

	private final Map<String, Integer> donations = new ConcurrentHashMap<>();

	ClashTriggers(ClashClient client) {
		this.client = client;
	}

	/**
	 * Waits for Friday midnight, then once per player.
	 */
	@CronTrigger(cron = "0 0 * * 5", iterArgs = { "#2PP", "#2PPP" }, onStartup = "false", logger = "coc")
	void cacheCgContributionBeforeRaidWeekend(String playerTag) {
		this.contributions.put(playerTag, this.client.capitalGoldContributions(playerTag));
	}

	/**
	 * Fires at start, then by a schedule that is defined once and can be used again. The
	 * further argument goes to each call.
	 */
	@CustomTrigger(schedule = "midnight", iterArgs = "#2PP", args = "atLeast=0", logger = "coc")
	void dailyDonationDownloader(String clanTag, int atLeast) {
		this.client.donations(clanTag).forEach((player, donated) -> {
			if (donated >= atLeast) {
				this.donations.put(player, donated);
			}
		});
		logger.info("Donations of clan {} of at least {}: {}", clanTag, atLeast, this.donations);
	}

	/**
	 * Fails each time; its own handler gets it, the default one does not.
	 */
	@IntervalTrigger.Hourly(errorHandler = "specialErrorHandler", logger = "coc")
	int testSpecialErrorHandling() {
		return 1 / Integer.parseInt("0");
	}

	/**
	 * Starts before the log-in ends. The default handler gets the failure of element 0;
	 * element 1 does not care.
	 */
	@IntervalTrigger(seconds = 10, iterArgs = { "1", "0" }, autostart = "true", logger = "coc")
	int testDefaultErrorHandling(int divisor) {
		return 2 / divisor;
	}

	/**
	 * Follows a schedule of our own, through an annotation of our own.
	 */
	@RandomTrigger(logger = "coc")
	void atRandom() {
		logger.info("Fired at random");
	}

}
