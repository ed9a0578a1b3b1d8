package dev.triggers.discovery.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * List that is written as one text. Commas inside placeholders and expressions separate
 * nothing.
 *
 * @param text the text
 */
record ListText(String text) {

	private static final Pattern NAMED = Pattern.compile("\\s*(?:[\\w$.-]|\\$\\{[^{}]*})+\\s*=(?!=).*", Pattern.DOTALL);

	/**
	 * Return the values between the commas.
	 */
	List<String> values() {
		return split(false);
	}

	/**
	 * Return the pairs of names and values, where a comma begins a new pair only if a
	 * name follows.
	 */
	List<String> pairs() {
		return split(true);
	}

	private List<String> split(boolean named) {
		List<String> parts = new ArrayList<>();
		int begin = 0;
		for (int comma : commas()) {
			if (!named || NAMED.matcher(this.text.substring(comma + 1)).matches()) {
				parts.add(this.text.substring(begin, comma));
				begin = comma + 1;
			}
		}
		parts.add(this.text.substring(begin));
		return parts.stream().map(String::trim).filter((part) -> !part.isEmpty()).toList();
	}

	private List<Integer> commas() {
		List<Integer> commas = new ArrayList<>();
		int index = 0;
		while (index < this.text.length()) {
			if (isOpening(index)) {
				index = end(index);
			}
			else if (this.text.charAt(index) == ',') {
				commas.add(index);
			}
			index++;
		}
		return commas;
	}

	private boolean isOpening(int index) {
		return this.text.startsWith("${", index) || this.text.startsWith("#{", index);
	}

	/**
	 * Return where the placeholder or expression ends that begins at an index; quotes,
	 * which only expressions have, hide braces.
	 */
	private int end(int begin) {
		boolean expression = this.text.charAt(begin) == '#';
		int depth = 0;
		for (int index = begin + 1; index < this.text.length(); index++) {
			char character = this.text.charAt(index);
			if (expression && (character == '\'' || character == '"')) {
				int closing = this.text.indexOf(character, index + 1);
				index = (closing > 0) ? closing : index;
			}
			else if (character == '{') {
				depth++;
			}
			else if (character == '}' && --depth == 0) {
				return index;
			}
		}
		return this.text.length();
	}

}
