package dev.triggers.discovery.attribute;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerProblem.Place;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.declaration.AnnotationText;
import dev.triggers.discovery.declaration.Declaration;
import dev.triggers.discovery.declaration.DeclarationKind;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.discovery.property.InstanceProperties;
import dev.triggers.discovery.property.PropertyValue;
import dev.triggers.discovery.property.ResolvedText;
import dev.triggers.discovery.property.TextResolver;
import dev.triggers.discovery.property.UnresolvableTextException;

/**
 * Attributes of one trigger, or of one method that is called under limits. For one
 * thread.
 *
 * @since 1.0.0
 */
public final class Attributes {

	private final Declaration declaration;

	private final String trigger;

	private final InstanceProperties properties;

	private final TextResolver texts;

	private final Map<String, ValueOrigin> origins = new LinkedHashMap<>();

	/**
	 * Create the attributes of a trigger.
	 * @param declaration how the trigger is declared
	 * @param trigger name of the trigger
	 * @param properties properties of single triggers, or none
	 * @param texts resolves texts
	 */
	public Attributes(Declaration declaration, String trigger, InstanceProperties properties, TextResolver texts) {
		this.declaration = declaration;
		this.trigger = trigger;
		this.properties = properties;
		this.texts = texts;
	}

	/**
	 * Return the name of the trigger.
	 * @return the name
	 */
	public String trigger() {
		return this.trigger;
	}

	/**
	 * Return what the attributes belong to, as messages name it.
	 * @return a text such as {@code trigger 'wars.refresh'}
	 */
	public String owner() {
		boolean execute = this.declaration.kind() == DeclarationKind.EXECUTE;
		return (execute ? "@Execute '" : "trigger '") + this.trigger + "'";
	}

	/**
	 * Return how the trigger is declared.
	 * @return the declaration
	 */
	public Declaration declaration() {
		return this.declaration;
	}

	/**
	 * Return where the values came from that were asked for so far.
	 * @return the origins by attribute
	 */
	public Map<String, ValueOrigin> origins() {
		return Collections.unmodifiableMap(this.origins);
	}

	/**
	 * Find the value of an attribute: that of its property, else that of the declaration.
	 * @param name name of the attribute in the annotations
	 * @return the attribute, or {@code null} if nobody set it
	 * @throws InvalidTriggerException if the value cannot be resolved
	 */
	public @Nullable Attribute find(String name) {
		Attribute property = property(name);
		return (property != null) ? property : declared(name);
	}

	/**
	 * Find the value that the property of an attribute has.
	 * @param name name of the attribute
	 * @return the attribute, or {@code null} if the property is not set
	 */
	public @Nullable Attribute property(String name) {
		PropertyValue value = this.properties.find(this.trigger, name);
		if (value == null) {
			return null;
		}
		List<ResolvedText> parts = (AttributeName.isList(name) || !value.list()) ? value.parts()
				: List.of(new ResolvedText(value.text(), value.text(), value.origin()));
		Attribute attribute = resolve(new Attribute(name, parts, value.origin(), true),
				AttributeName.isList(name) && !value.list());
		return attribute.isBlank() ? null : note(attribute);
	}

	/**
	 * Find the values of the properties of several attributes that exclude each other:
	 * only those of the source of properties that goes before the others.
	 * @param names names of the attributes
	 * @return the attributes that are set there
	 */
	List<Attribute> firstProperties(List<String> names) {
		List<String> set = names.stream().filter((name) -> property(name) != null).toList();
		return this.properties.inFirstSource(this.trigger, set)
			.stream()
			.map(this::property)
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * Find the value that the declaration has for an attribute.
	 * @param name name of the attribute
	 * @return the attribute, or {@code null} if it is not set there
	 */
	public @Nullable Attribute declared(String name) {
		Object value = this.declaration.attributes().get(name);
		if (value == null) {
			return null;
		}
		ValueOrigin origin = (this.declaration.kind() == DeclarationKind.CODE) ? ValueOrigin.CODE
				: ValueOrigin.ANNOTATION;
		List<ResolvedText> values = Stream
			.of(ObjectUtils.toObjectArray(value.getClass().isArray() ? value : new Object[] { value }))
			.map((item) -> (item instanceof String text) ? unresolved(text)
					: new ResolvedText(AnnotationText.literal(item), item, null))
			.toList();
		Attribute attribute = resolve(new Attribute(name, values, origin, false), false);
		boolean blank = attribute.isBlank() && !AttributeName.isList(name);
		return blank ? null : note(attribute);
	}

	static ResolvedText unresolved(String text) {
		return new ResolvedText(text, text, null);
	}

	private Attribute note(Attribute attribute) {
		this.origins.put(attribute.name(), attribute.origin());
		return attribute;
	}

	/**
	 * Note that an attribute has the value that the application chose for all triggers.
	 */
	void noteDefault(String name) {
		ValueOrigin origin = defaultOrigin(name);
		if (origin != ValueOrigin.DEFAULT) {
			this.origins.put(name, origin);
		}
	}

	ValueOrigin defaultOrigin(String name) {
		String property = AttributeName.defaultProperty(name);
		ValueOrigin origin = (property != null) ? this.texts.startupOrigin(property) : null;
		return (origin != null) ? origin : ValueOrigin.DEFAULT;
	}

	private Attribute resolve(Attribute attribute, boolean split) {
		if (AttributeName.isRaw(attribute.name())) {
			boolean pairs = AttributeName.isPairs(attribute.name());
			return split ? withValues(attribute,
					attribute.values().stream().flatMap((value) -> split(value, pairs)).toList()) : attribute;
		}
		Function<String, List<ResolvedText>> resolver = AttributeName.isList(attribute.name()) ? this.texts::resolveAll
				: (text) -> List.of(this.texts.resolve(text));
		List<ResolvedText> values = attribute.values()
			.stream()
			.flatMap((value) -> (value.value() instanceof String text)
					? resolve(attribute, text, resolver).stream().map((resolved) -> attribute.part(value, resolved))
					: Stream.of(value))
			.flatMap((value) -> split ? split(value, false) : Stream.of(value))
			.toList();
		return withValues(attribute, values);
	}

	private List<ResolvedText> resolve(Attribute attribute, String text,
			Function<String, List<ResolvedText>> resolver) {
		try {
			return resolver.apply(text);
		}
		catch (UnresolvableTextException ex) {
			throw unresolvable(attribute, text, ex);
		}
	}

	/**
	 * Return an exception for a text that cannot be resolved.
	 * @param attribute the attribute that the text belongs to
	 * @param text the text
	 * @param ex why it cannot be resolved
	 * @return the exception
	 */
	public InvalidTriggerException unresolvable(Attribute attribute, String text, UnresolvableTextException ex) {
		return invalid(ProblemId.UNRESOLVABLE, attribute.only(text), place(attribute, text, 0, text.length()),
				"'" + attribute.name() + "' of " + owner() + " cannot be resolved: " + ex.getMessage(), ex.action());
	}

	private static Stream<ResolvedText> split(ResolvedText value, boolean pairs) {
		ListText list = new ListText(value.text());
		return (pairs ? list.pairs() : list.values()).stream()
			.map((text) -> new ResolvedText(text, text, value.origin()));
	}

	private static Attribute withValues(Attribute attribute, List<ResolvedText> values) {
		ValueOrigin placeholder = values.stream()
			.map(ResolvedText::origin)
			.filter((origin) -> origin != null)
			.findFirst()
			.orElse(null);
		ValueOrigin origin = (placeholder != null && !attribute.overridden()) ? placeholder : attribute.origin();
		return new Attribute(attribute.name(), values, origin, attribute.overridden());
	}

	/**
	 * Return the place of a part of a value in the declaration.
	 * @param attribute the attribute
	 * @param text its value, or one value of a list
	 * @param offset where the part begins in the value
	 * @param length length of the part
	 * @return the place
	 */
	public Place place(Attribute attribute, String text, int offset, int length) {
		return new AttributePlace(this.declaration, attribute.only(text)).of(text, offset, length);
	}

	/**
	 * Return an exception for an attribute whose value is wrong as a whole.
	 * @param id the id
	 * @param attribute the attribute
	 * @param message what is wrong
	 * @param action how to mend it
	 * @return the exception
	 */
	public InvalidTriggerException invalid(ProblemId id, Attribute attribute, String message, String action) {
		String text = attribute.values().isEmpty() ? "" : attribute.values().get(0).text();
		return invalid(id, attribute, place(attribute, text, 0, text.length()), message, action);
	}

	/**
	 * Return an exception for a part of an attribute.
	 * @param id the id
	 * @param attribute the attribute, or only {@link Attribute#only(String) that part}
	 * @param place the place of the part
	 * @param message what is wrong
	 * @param action how to mend it
	 * @return the exception
	 */
	public InvalidTriggerException invalid(ProblemId id, Attribute attribute, Place place, String message,
			String action) {
		return Problems.of(id, place, attribute.origin(), message, action);
	}

	/**
	 * Return an exception for the declaration as a whole.
	 * @param id the id
	 * @param message what is wrong
	 * @param action how to mend it
	 * @return the exception
	 */
	public InvalidTriggerException invalid(ProblemId id, String message, String action) {
		return Problems.of(id, this.declaration.member().description(), message, action);
	}

}
