package dev.triggers.discovery.attribute;

import dev.triggers.definition.TriggerProblem.Place;
import dev.triggers.discovery.declaration.AnnotationText;
import dev.triggers.discovery.declaration.Declaration;
import dev.triggers.discovery.property.ResolvedText;

/**
 * Finds the text of an attribute in the declaration that it is part of.
 *
 * @param declaration the declaration
 * @param attribute the attribute
 */
record AttributePlace(Declaration declaration, Attribute attribute) {

	/**
	 * Return the place of a part of a value.
	 * @param text the value, or one value of a list
	 * @param offset where the part begins in the value
	 * @param length length of the part, zero if something is missing there
	 */
	Place of(String text, int offset, int length) {
		String member = this.declaration.member().description();
		int shown = Math.max(1, length);
		if (this.attribute.overridden()) {
			return inProperty(member, text, offset, length);
		}
		String raw = raw(text);
		int begin = find("\"" + AnnotationText.escape(raw) + "\"");
		if (begin >= 0) {
			return inLiteral(new Place(member, this.declaration.text(), begin + 1, shown), raw, text, offset);
		}
		begin = this.declaration.text().indexOf(assignment() + raw);
		return (begin >= 0) ? new Place(member, this.declaration.text(), begin + assignment().length(), raw.length())
				: new Place(member, this.declaration.text(), 0, 0);
	}

	private Place inProperty(String member, String text, int offset, int length) {
		String property = this.attribute.origin().property() + "=";
		ResolvedText first = this.attribute.values().isEmpty() ? null : this.attribute.values().get(0);
		if (first != null && first.isNamedValue()) {
			// the name is that of the property
			int name = first.text().length() - first.raw().length();
			return new Place(member, property + first.raw(), property.length() + Math.max(offset - name, 0),
					Math.max(1, length - Math.max(name - offset, 0)));
		}
		String line = property + this.attribute.text();
		int begin = line.indexOf(text, property.length());
		return new Place(member, line, Math.max(begin, 0) + offset, (begin >= 0) ? Math.max(1, length) : 0);
	}

	/**
	 * Return the place in a literal, which is shown with what it stands for.
	 */
	private Place inLiteral(Place place, String raw, String text, int offset) {
		String before = place.declaration().substring(0, place.offset());
		String after = place.declaration().substring(place.offset() + AnnotationText.escape(raw).length());
		int escaped = AnnotationText.escape(text.substring(0, offset)).length();
		return new Place(place.member(), before + AnnotationText.escape(text) + after, place.offset() + escaped,
				place.length());
	}

	private String raw(String text) {
		return this.attribute.values()
			.stream()
			.filter((value) -> value.text().equals(text))
			.findFirst()
			.map(ResolvedText::raw)
			.orElse(text);
	}

	private int find(String literal) {
		String text = this.declaration.text();
		int assigned = text.indexOf(assignment());
		int begin = (assigned >= 0) ? text.indexOf(literal, assigned) : -1;
		return (begin >= 0) ? begin : text.indexOf(literal);
	}

	private String assignment() {
		return this.attribute.name() + " = ";
	}

}
