package dev.triggers.sample.discord;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Stand-in for a bot that takes a while to log in.
 */
@Component
@Profile("discord")
class Bot implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger("discord");

	private static final Duration LOG_IN = Duration.ofSeconds(3);

	private final CountDownLatch ready = new CountDownLatch(1);

	@Override
	public void run(ApplicationArguments args) throws InterruptedException {
		Thread.sleep(LOG_IN.toMillis());
		logger.info("The bot is ready");
		this.ready.countDown();
	}

	void waitUntilReady() throws InterruptedException {
		this.ready.await();
	}

}
