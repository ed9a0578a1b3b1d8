package dev.triggers.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * A scheduler, ours or another one, that does things once a second.
 */
interface Peer extends AutoCloseable {

	/**
	 * Do each of some things at each full second, until closed.
	 */
	void everySecond(List<Runnable> work) throws Exception;

	@Override
	void close();

	/**
	 * Return a peer.
	 * @param name its name
	 */
	static Peer of(String name) {
		return switch (name) {
			case "jdk-pool-2" -> new JdkPeer();
			case "spring-pool-1" -> SpringPeer.pool(1);
			case "spring-pool-2" -> SpringPeer.pool(2);
			case "spring-virtual" -> SpringPeer.virtual();
			case "quartz" -> new QuartzPeer();
			case "db-scheduler" -> new DbSchedulerPeer();
			default -> new TriggersPeer(name);
		};
	}

	/**
	 * Number the names of things.
	 */
	static List<String> names(int number) {
		List<String> names = new ArrayList<>();
		for (int index = 0; index < number; index++) {
			names.add("trigger-" + index);
		}
		return names;
	}

}
