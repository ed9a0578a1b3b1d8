package dev.triggers.schedule.cron;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Search for the name that somebody probably meant.
 *
 * @since 1.0.0
 */
public final class NearestName {

	private static final int MAX_LENGTH = 100;

	private NearestName() {
	}

	/**
	 * Find the name that needs the fewest edits, ignoring case.
	 * @param text what was written
	 * @param names the names that are allowed
	 * @return the nearest name, or {@code null} if none is near
	 */
	public static @Nullable String of(String text, Collection<String> names) {
		if (text.length() > MAX_LENGTH) {
			return null;
		}
		String wanted = text.toLowerCase(Locale.ROOT);
		String nearest = null;
		int fewest = Math.max(1, text.length() / 3) + 1;
		for (String name : names) {
			int edits = edits(wanted, name.toLowerCase(Locale.ROOT));
			if (edits < fewest || (edits == fewest && nearest != null && name.compareTo(nearest) < 0)) {
				nearest = name;
				fewest = edits;
			}
		}
		return nearest;
	}

	private static int edits(String left, String right) {
		int[] previous = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int[] current = new int[right.length() + 1];
			current[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int replaced = previous[j - 1] + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[right.length()];
	}

}
