package dev.triggers.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;

/**
 * Where the value of an attribute came from.
 *
 * @param kind the kind of place
 * @param property name of the property, or {@code null} if the value is not a property's
 * @param location file, line and column of the property, or {@code null} if unknown
 * @since 1.0.0
 */
public record ValueOrigin(Kind kind, @Nullable String property, @Nullable String location) {

	/**
	 * Origin of values that nobody set.
	 */
	public static final ValueOrigin DEFAULT = new ValueOrigin(Kind.DEFAULT, null, null);

	/**
	 * Origin of values that are written in an annotation.
	 */
	public static final ValueOrigin ANNOTATION = new ValueOrigin(Kind.ANNOTATION, null, null);

	/**
	 * Origin of values that were given by code, through a
	 * {@link dev.triggers.TriggerSpec}.
	 */
	public static final ValueOrigin CODE = new ValueOrigin(Kind.CODE, null, null);

	/**
	 * Return the origin of a value that was taken from a property.
	 * @param name name of the property
	 * @param origin where the property was set, or {@code null} if unknown
	 * @return the origin
	 */
	public static ValueOrigin property(String name, @Nullable Origin origin) {
		return new ValueOrigin(Kind.PROPERTY, name, (origin != null) ? location(name, origin) : null);
	}

	private static String location(String name, Origin origin) {
		if (origin instanceof PropertySourceOrigin source && source.getOrigin() == null
				&& source.getPropertyName().equals(name)) {
			return "property source '" + source.getPropertySource().getName() + "'";
		}
		return origin.toString();
	}

	@Override
	public String toString() {
		return switch (this.kind) {
			case DEFAULT -> "default";
			case ANNOTATION -> "annotation";
			case CODE -> "code";
			case PROPERTY ->
				"property '" + this.property + "'" + ((this.location != null) ? " - " + this.location : "");
		};
	}

	/**
	 * Kind of a place that values come from.
	 */
	public enum Kind {

		/**
		 * Nobody set the value.
		 */
		DEFAULT,

		/**
		 * The value is written in an annotation.
		 */
		ANNOTATION,

		/**
		 * The value was given by code.
		 */
		CODE,

		/**
		 * The value was taken from a property.
		 */
		PROPERTY

	}

}
