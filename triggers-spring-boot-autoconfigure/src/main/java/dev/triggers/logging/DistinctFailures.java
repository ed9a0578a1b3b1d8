package dev.triggers.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Failures of one execution, told apart by type and message, so that each is written with
 * its stack trace once, and the others like it are counted.
 */
final class DistinctFailures {

	private static final int MAX_DISTINCT = 10;

	private final ReentrantLock lock = new ReentrantLock();

	// how many more there were than the one that was written
	private final Map<String, Long> more = new LinkedHashMap<>();

	private long silent;

	boolean isWorthLogging(Throwable exception) {
		String key = exception.getClass().getName() + ": " + ElementText.message(exception);
		this.lock.lock();
		try {
			if (this.more.containsKey(key)) {
				this.more.merge(key, 1L, Long::sum);
				return false;
			}
			boolean worth = this.more.size() < MAX_DISTINCT;
			if (worth) {
				this.more.put(key, 0L);
			}
			else {
				this.silent++;
			}
			return worth;
		}
		finally {
			this.lock.unlock();
		}
	}

	String summary() {
		this.lock.lock();
		try {
			StringBuilder text = new StringBuilder();
			this.more.forEach((failure, number) -> {
				if (number > 0) {
					text.append("; and ").append(number).append(" more like ").append(failure);
				}
			});
			if (this.silent > 0) {
				text.append("; and ").append(this.silent).append(" others");
			}
			return text.toString();
		}
		finally {
			this.lock.unlock();
		}
	}

}
