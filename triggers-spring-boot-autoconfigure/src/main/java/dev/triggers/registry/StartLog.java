package dev.triggers.registry;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes which triggers were registered late and which were started, in one record
 * whatever their number.
 */
final class StartLog {

	private static final Log logger = LogFactory.getLog("triggers");

	private static final int MAX_NAMES = 10;

	private StartLog() {
	}

	static void registered(String name) {
		logger.info("Registered trigger " + name);
	}

	static void started(List<String> names) {
		if (!names.isEmpty()) {
			logger.info(
					"Started " + ((names.size() == 1) ? "trigger " : names.size() + " triggers: ") + abbreviate(names));
		}
	}

	private static String abbreviate(List<String> names) {
		int shown = Math.min(names.size(), MAX_NAMES);
		String text = String.join(", ", names.subList(0, shown));
		return (names.size() > shown) ? text + " and " + (names.size() - shown) + " more" : text;
	}

}
