package dev.triggers.benchmark;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A scheduled pool of two threads of the JDK.
 */
final class JdkPeer implements Peer {

	private static final long SECOND = 1000;

	private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);

	@Override
	public void everySecond(List<Runnable> work) {
		long first = (System.currentTimeMillis() / SECOND + 2) * SECOND;
		for (Runnable each : work) {
			this.pool.scheduleAtFixedRate(each, first - System.currentTimeMillis(), SECOND, TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

}
