package dev.triggers.actuate.service;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that is a list of values with commas between them. A backslash takes the character
 * after it as it is: a comma, a space at either end of a value, or another backslash.
 *
 * @param text the text
 */
record ListValue(String text) {

	List<String> values() {
		List<String> values = new ArrayList<>();
		StringBuilder value = new StringBuilder();
		// length of the value up to its last character that is to stay
		int kept = 0;
		for (int i = 0; i < this.text.length(); i++) {
			char character = this.text.charAt(i);
			boolean escaped = character == '\\' && i + 1 < this.text.length();
			if (escaped) {
				i++;
				value.append(this.text.charAt(i));
				kept = value.length();
			}
			else if (character == ',') {
				values.add(value.substring(0, kept));
				value.setLength(0);
				kept = 0;
			}
			else if (!Character.isWhitespace(character) || !value.isEmpty()) {
				value.append(character);
				kept = Character.isWhitespace(character) ? kept : value.length();
			}
		}
		values.add(value.substring(0, kept));
		return List.copyOf(values);
	}

}
