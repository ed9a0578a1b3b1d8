package dev.triggers.sample.discord;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Stand-in for a database that is away twice, and for the exception of its driver.
 */
@Component
@Profile("discord")
class Database {

	private final AtomicInteger updates = new AtomicInteger();

	int update(String table) {
		int number = this.updates.incrementAndGet();
		if (number == 2 || number == 3) {
			throw new ConnectionLostException();
		}
		return 100 * table.length();
	}

	/**
	 * Thrown when the database is away.
	 */
	static class ConnectionLostException extends RuntimeException {

		ConnectionLostException() {
			super("Connection lost");
		}

	}

}
