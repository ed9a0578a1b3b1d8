package dev.triggers.sample.coc;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.Triggers;

/**
 * Logs in, waits, and only then starts the triggers that are not running yet.
 */
@Component
@Profile("coc")
class ClashOfClans implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger("coc");

	private static final Duration WAIT = Duration.ofSeconds(3);

	private final ClashClient client;

	private final Triggers triggers;

	ClashOfClans(ClashClient client, Triggers triggers) {
		this.client = client;
		this.triggers = triggers;
	}

	@Override
	public void run(ApplicationArguments args) throws InterruptedException {
		logger.info("Logging in");
		this.client.logIn();
		logger.info("Logged in");
		Thread.sleep(WAIT.toMillis());
		logger.info("The autostarted trigger has fired already; now the others start");
		int started = this.triggers.startAll();
		logger.info("{} triggers started", started);
	}

}
