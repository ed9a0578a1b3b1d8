package dev.triggers.logging;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Failures of one execution, told apart by type and message, so that each is written with
 * its stack trace once.
 */
final class DistinctFailures {

	private static final int MAX_DISTINCT = 10;

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<String> logged = new HashSet<>();

	private long silent;

	boolean isWorthLogging(Throwable exception) {
		String key = exception.getClass().getName() + ": " + ElementText.message(exception);
		this.lock.lock();
		try {
			if (this.logged.size() < MAX_DISTINCT && this.logged.add(key)) {
				return true;
			}
			this.silent++;
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	String summary() {
		this.lock.lock();
		try {
			return (this.silent > 0) ? "; and " + this.silent + " more failures than were logged" : "";
		}
		finally {
			this.lock.unlock();
		}
	}

}
