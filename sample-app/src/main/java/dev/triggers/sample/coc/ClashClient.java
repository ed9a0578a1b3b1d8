package dev.triggers.sample.coc;

import java.time.Duration;
import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Stand-in for a client of the Clash of Clans API, which has to log in before it answers.
 */
@Component
@Profile("coc")
class ClashClient {

	private static final Duration LOG_IN = Duration.ofSeconds(3);

	private volatile boolean loggedIn;

	void logIn() throws InterruptedException {
		Thread.sleep(LOG_IN.toMillis());
		this.loggedIn = true;
	}

	long capitalGoldContributions(String playerTag) {
		Assert.state(this.loggedIn, "Log in first");
		return 1000L * playerTag.length();
	}

	Map<String, Integer> donations(String clanTag) {
		Assert.state(this.loggedIn, "Log in first");
		return Map.of(clanTag + "-leader", 1200, clanTag + "-elder", 300, clanTag + "-member", 80);
	}

}
