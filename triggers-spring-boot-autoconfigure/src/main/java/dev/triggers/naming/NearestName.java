package dev.triggers.naming;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Search for the name that somebody probably meant.
 *
 * @since 1.0.0
 */
public final class NearestName {

	/**
	 * Longest text that is compared: the effort grows with the square.
	 */
	static final int MAX_LENGTH = 100;

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

	/**
	 * Count the letters to insert, leave out, replace or swap with their neighbour.
	 */
	static int edits(String left, String right) {
		int[][] edits = new int[left.length() + 1][right.length() + 1];
		for (int i = 0; i <= left.length(); i++) {
			for (int j = 0; j <= right.length(); j++) {
				edits[i][j] = (i == 0 || j == 0) ? i + j : fewest(edits, left, right, i, j);
			}
		}
		return edits[left.length()][right.length()];
	}

	private static int fewest(int[][] edits, String left, String right, int i, int j) {
		int replaced = edits[i - 1][j - 1] + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
		int fewest = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
				&& left.charAt(i - 2) == right.charAt(j - 1);
		return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
	}

}
