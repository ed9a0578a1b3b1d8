package dev.triggers.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Names that are spelled so much like another one that they may have been meant.
 *
 * @since 1.0.0
 */
public final class NearestNames {

	private static final int MAX_NAMES = 3;

	private NearestNames() {
	}

	/**
	 * Find the names nearest to one that does not exist.
	 * @param name the name that does not exist
	 * @param candidates the names that exist
	 * @return at most three names, best first, or none if none is similar
	 */
	public static List<String> of(String name, Collection<String> candidates) {
		List<Candidate> near = candidates.stream()
			.distinct()
			.map((candidate) -> new Candidate(candidate, NearestName.edits(fold(name), fold(candidate))))
			.filter((candidate) -> candidate.isNear(name))
			.sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
			.limit(MAX_NAMES)
			.toList();
		return near.stream()
			.filter((candidate) -> candidate.distance() <= near.get(0).distance() + 1)
			.map(Candidate::name)
			.toList();
	}

	/**
	 * Return a sentence that asks whether one of the nearest names was meant.
	 * @param name the name that does not exist
	 * @param candidates the names that exist
	 * @return a sentence such as {@code Did you mean 'a' or 'b'?}, empty if none is
	 * similar
	 */
	public static String question(String name, Collection<String> candidates) {
		List<String> nearest = of(name, candidates);
		return nearest.isEmpty() ? "" : "Did you mean " + quote(nearest, " or ") + "?";
	}

	/**
	 * Return the end of a sentence that asks whether one of the nearest names was meant.
	 * @param nearest the nearest names, best first
	 * @return a text such as {@code ; did you mean 'a' or 'b'?}, empty if there is none
	 */
	public static String hint(List<String> nearest) {
		return nearest.isEmpty() ? "" : "; did you mean " + quote(nearest, " or ") + "?";
	}

	/**
	 * Return names in quotes.
	 * @param names the names
	 * @param separator the text between two names
	 * @return the text
	 */
	public static String quote(Collection<String> names, String separator) {
		return names.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(separator));
	}

	private static String fold(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
	}

	/**
	 * Name that exists, and how far it is from the one that does not.
	 */
	private record Candidate(String name, int distance) {

		boolean isNear(String wanted) {
			return this.distance <= Math.max(2, Math.max(wanted.length(), this.name.length()) / 3)
					&& this.distance < wanted.length();
		}

	}

}
