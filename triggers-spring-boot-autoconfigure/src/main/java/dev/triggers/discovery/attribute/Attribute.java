package dev.triggers.discovery.attribute;

import java.util.List;
import java.util.Objects;

import org.springframework.util.Assert;

import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.property.ResolvedText;

/**
 * Attribute that somebody set, with its resolved value.
 *
 * @param name name of the attribute in the annotations
 * @param values the value, or the values of a list, which may be empty only then
 * @param origin where the value came from
 * @param overridden whether the value is that of {@code triggers.instances.<name>}
 * @since 1.0.0
 */
public record Attribute(String name, List<ResolvedText> values, ValueOrigin origin, boolean overridden) {

	public Attribute {
		values = List.copyOf(values);
	}

	/**
	 * Return the value of an attribute that is not a list.
	 * @return the value
	 */
	public Object value() {
		Object value = this.values.get(0).value();
		Assert.state(value != null, "'value' must be set");
		return value;
	}

	/**
	 * Return the value as text.
	 * @return the text, with commas between the values of a list
	 */
	public String text() {
		return String.join(",", texts());
	}

	/**
	 * Return the values of a list as texts.
	 * @return the texts
	 */
	public List<String> texts() {
		return this.values.stream().map(ResolvedText::text).toList();
	}

	/**
	 * Return the attribute without the values that were set elsewhere than one of them,
	 * such as other items of a list in a file.
	 * @param text the value that matters
	 * @return the attribute with the values, and the origin, of the same property
	 */
	public Attribute only(String text) {
		return this.values.stream()
			.filter((value) -> value.text().equals(text))
			.findFirst()
			.map((value) -> new Attribute(this.name,
					this.values.stream().filter((other) -> Objects.equals(other.origin(), value.origin())).toList(),
					origin(value), this.overridden))
			.orElse(this);
	}

	private ValueOrigin origin(ResolvedText value) {
		if (value.origin() != null) {
			return value.origin();
		}
		// the attribute has the origin of the first placeholder in it
		boolean placeholder = !this.overridden && this.origin.kind() == ValueOrigin.Kind.PROPERTY;
		return placeholder ? ValueOrigin.ANNOTATION : this.origin;
	}

	/**
	 * Return the attribute with other values.
	 * @param others what the values stand for
	 * @return the attribute, with the same origin
	 */
	public Attribute with(List<ResolvedText> others) {
		return new Attribute(this.name, others, this.origin, this.overridden);
	}

	/**
	 * Return what a value of this attribute stands for, where the property that sets the
	 * attribute matters more than one behind a placeholder.
	 * @param value the value
	 * @param resolved what it stands for
	 * @return what it stands for, with its origin
	 */
	public ResolvedText part(ResolvedText value, ResolvedText resolved) {
		return this.overridden ? new ResolvedText(resolved.raw(), resolved.value(), value.origin()) : resolved;
	}

	/**
	 * Return whether no text is left once everything is resolved.
	 */
	boolean isBlank() {
		return this.values.stream().allMatch((value) -> value.text().isBlank());
	}

}
