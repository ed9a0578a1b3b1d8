package dev.triggers.registry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.schedule.Schedule;

/**
 * Writes what was done to triggers, in one record whatever their number.
 */
final class ControlLog {

	private static final Log logger = LogFactory.getLog("triggers");

	private static final int MAX_NAMES = 10;

	private ControlLog() {
	}

	static void registered(String name) {
		logger.info("Registered trigger " + name);
	}

	static void started(List<String> names) {
		log("Started ", names);
	}

	static void stopped(List<String> names) {
		log("Stopped ", names);
	}

	static void cancelled(String name) {
		logger.info("Cancelled trigger " + name);
	}

	static void restarted(String name) {
		logger.info("Restarting trigger " + name);
	}

	static void changed(String name, Schedule former, Schedule schedule, @Nullable Instant next) {
		logger.info("Changed the schedule of trigger " + name + " from " + former.describe(Locale.ENGLISH) + " to "
				+ schedule.describe(Locale.ENGLISH) + ((next != null) ? ", next due at " + local(next) : ""));
	}

	static void unregistered(String name) {
		logger.info("Unregistered trigger " + name);
	}

	private static LocalDateTime local(Instant time) {
		return LocalDateTime.ofInstant(time, ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
	}

	private static void log(String done, List<String> names) {
		if (!names.isEmpty()) {
			logger.info(done + ((names.size() == 1) ? "trigger " : names.size() + " triggers: ") + abbreviate(names));
		}
	}

	private static String abbreviate(List<String> names) {
		int shown = Math.min(names.size(), MAX_NAMES);
		String text = String.join(", ", names.subList(0, shown));
		return (names.size() > shown) ? text + " and " + (names.size() - shown) + " more" : text;
	}

}
