package dev.triggers.schedule.cron.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Part of a cron expression and where it stands.
 *
 * @param text the text of the part
 * @param offset where it starts inside the expression
 * @since 1.0.0
 */
public record Token(String text, int offset) {

	/**
	 * Split into the parts between runs of blanks and tabs.
	 * @return the parts, none of them empty
	 */
	public List<Token> fields() {
		List<Token> fields = split((character) -> character == ' ' || character == '\t');
		fields.removeIf((field) -> field.text().isEmpty());
		return fields;
	}

	// Split at each occurrence of the character; parts may be empty.
	List<Token> split(char separator) {
		return split((character) -> character == separator);
	}

	private List<Token> split(IntPredicate separator) {
		List<Token> parts = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= this.text.length(); i++) {
			if (i == this.text.length() || separator.test(this.text.charAt(i))) {
				parts.add(part(start, i));
				start = i + 1;
			}
		}
		return parts;
	}

	Token part(int start, int end) {
		return new Token(this.text.substring(start, end), this.offset + start);
	}

	Token from(int start) {
		return part(start, this.text.length());
	}

	Token stripped() {
		String stripped = this.text.strip();
		return new Token(stripped, this.offset + this.text.indexOf(stripped));
	}

	boolean isDigits() {
		return !this.text.isEmpty() && this.text.chars().allMatch((character) -> character >= '0' && character <= '9');
	}

}
