package dev.triggers.autoconfigure.named;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.naming.NearestNames;

/**
 * Properties of all things of one kind that have a name, such as all concurrency groups:
 * where they were set, and which of them mean nothing. Immutable; read from the
 * environment when created.
 *
 * @since 1.0.0
 */
public final class NamedProperties {

	private static final Pattern FIRST_INDEX = Pattern.compile("\\[\\d+]");

	private static final Pattern LAST_INDEX = Pattern.compile("\\[(\\d+|n)]$");

	private static final Log logger = LogFactory.getLog("triggers");

	private final Environment environment;

	private final String prefix;

	private final String noun;

	private final int ownerIndex;

	private final List<String> settings;

	private final Set<String> known;

	private final UnaryOperator<String> subject;

	private final List<NamedProperty> properties;

	/**
	 * Read the properties.
	 * @param environment where they are
	 * @param prefix what their names begin with
	 * @param noun what they belong to
	 * @param settings all that can be set, with {@code [n]} for an index; a list ends
	 * with it
	 */
	public NamedProperties(Environment environment, String prefix, String noun, List<String> settings) {
		this.environment = environment;
		this.prefix = prefix;
		this.noun = noun;
		this.subject = (owner) -> noun + " '" + owner + "'";
		this.settings = settings.stream().map(NamedProperties::withoutLastIndex).toList();
		// a list may be one property with commas, or one for each item
		this.known = Stream.concat(settings.stream(), this.settings.stream())
			.map(NamedProperty::uniform)
			.collect(Collectors.toSet());
		ConfigurationPropertyName prefixName = ConfigurationPropertyName.of(prefix);
		this.ownerIndex = prefixName.getNumberOfElements();
		List<NamedProperty> read = read(environment, prefixName);
		Map<String, String> owners = new LinkedHashMap<>();
		read.stream()
			.filter((property) -> !property.isVariable() && isKnown(property.setting()))
			.forEach((property) -> owners.putIfAbsent(NamedProperty.uniform(property.owner()), property.owner()));
		this.properties = read.stream()
			.map((property) -> property.isVariable() ? ofKnownOwner(property, owners) : property)
			.toList();
	}

	private NamedProperties(NamedProperties all, String owner) {
		this.environment = all.environment;
		this.prefix = all.prefix;
		this.noun = all.noun;
		this.ownerIndex = all.ownerIndex;
		this.settings = all.settings;
		this.known = all.known;
		this.subject = (name) -> name(name, "");
		this.properties = all.properties.stream().filter((property) -> property.owner().equals(owner)).toList();
	}

	/**
	 * Return the properties of one owner, which is called by the beginning of their
	 * names.
	 * @param owner name of the owner
	 * @return its properties
	 */
	public NamedProperties only(String owner) {
		return new NamedProperties(this, owner);
	}

	private List<NamedProperty> read(Environment environment, ConfigurationPropertyName prefixName) {
		List<NamedProperty> read = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				try (Stream<ConfigurationPropertyName> names = iterable.stream()) {
					names.filter(prefixName::isAncestorOf)
						.map((name) -> NamedProperty.of(source, name, this.ownerIndex))
						.forEach(read::add);
				}
			}
		}
		return read;
	}

	/**
	 * Return an environment variable as that of an owner that is known from elsewhere,
	 * whose name it may spell with separators of its own, as {@code MY_GROUP} for
	 * {@code my-group}.
	 */
	private NamedProperty ofKnownOwner(NamedProperty variable, Map<String, String> owners) {
		for (int begin = this.ownerIndex + 1; begin < variable.size(); begin++) {
			String owner = owners.get(NamedProperty.uniform(variable.part(this.ownerIndex, begin)));
			String setting = variable.part(begin, variable.size());
			if (owner != null && isKnown(setting)) {
				return new NamedProperty(variable.source(), variable.name(), owner, setting);
			}
		}
		return variable;
	}

	private static String withoutLastIndex(String setting) {
		return LAST_INDEX.matcher(setting).replaceAll("");
	}

	/**
	 * Warn about properties that mean nothing, and report times without a unit.
	 * @param times settings that are times, with {@code [n]} for an index
	 * @param problems gets what is wrong
	 */
	public void check(List<String> times, PropertyProblems problems) {
		// a misspelt property may be why something is not valid
		unknown().forEach(logger::warn);
		new MissingUnits(this.environment, times, problems).check(this);
	}

	/**
	 * Return how to speak of what has properties.
	 * @param owner its name
	 * @return a text such as {@code concurrency group 'api'}
	 */
	public String subject(String owner) {
		return this.subject.apply(owner);
	}

	/**
	 * Return the name of a property.
	 * @param owner name of the owner
	 * @param setting what is set, such as {@code rules[0].retries}, or empty for all of
	 * the owner
	 * @return the name as somebody would write it
	 */
	public String name(String owner, String setting) {
		String start = this.prefix + (owner.contains(".") ? "[" + owner + "]" : "." + owner);
		return setting.isEmpty() ? start : start + "." + setting;
	}

	/**
	 * Return where a value was set.
	 * @param owner name of the owner
	 * @param setting what is set, or what several settings begin with
	 * @return the origin of the first of these settings
	 */
	public ValueOrigin origin(String owner, String setting) {
		String wanted = NamedProperty.uniform(setting);
		// a list may be one property with commas, or one for each item
		String list = withoutLastIndex(wanted);
		return find(owner, wanted::equals).or(() -> find(owner, list::equals))
			.or(() -> find(owner, (text) -> text.startsWith(wanted)))
			.map(NamedProperty::origin)
			.orElseGet(() -> ValueOrigin.property(name(owner, setting), null));
	}

	private Optional<NamedProperty> find(String owner, Predicate<String> setting) {
		return this.properties.stream()
			.filter((property) -> NamedProperty.uniform(property.owner()).equals(NamedProperty.uniform(owner)))
			.filter((property) -> setting.test(NamedProperty.uniform(property.setting())))
			.findFirst();
	}

	/**
	 * Return whether a setting is set to an empty text, which lifts what it would be
	 * otherwise.
	 * @param owner name of the owner
	 * @param setting what may be set
	 * @return {@code true} if the text is empty
	 */
	public boolean isLifted(String owner, String setting) {
		return find(owner, NamedProperty.uniform(setting)::equals).map(NamedProperty::text)
			.map(this.environment::resolvePlaceholders)
			.filter(String::isBlank)
			.isPresent();
	}

	/**
	 * Return the names of all of which anything is set, if only to an empty text.
	 * @return the names
	 */
	public Set<String> owners() {
		return this.properties.stream()
			.filter((property) -> isKnown(property.setting()))
			.map(NamedProperty::owner)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Return all properties but those that another source overrides.
	 */
	Collection<NamedProperty> effective() {
		Map<String, NamedProperty> effective = new LinkedHashMap<>();
		this.properties.forEach((property) -> effective.putIfAbsent(
				NamedProperty.uniform(property.owner()) + "." + NamedProperty.uniform(property.setting()), property));
		return effective.values();
	}

	/**
	 * Leave out names that only environment variables spell: the binder gives their
	 * values to the name with dashes or capitals as well.
	 * @param bound what the binder has bound, by name
	 * @param <T> type of what it has bound
	 * @return what is left of it, in the same order
	 */
	public <T> Map<String, T> named(Map<String, T> bound) {
		Map<String, T> named = new LinkedHashMap<>(bound);
		named.keySet()
			.removeIf((name) -> isOfVariablesOnly(name) && bound.keySet()
				.stream()
				.anyMatch((other) -> !other.equals(name) && NamedProperty.uniform(other).equals(name)));
		return named;
	}

	private boolean isOfVariablesOnly(String owner) {
		return this.properties.stream()
			.filter((property) -> property.owner().equals(owner))
			.allMatch(NamedProperty::isVariable);
	}

	/**
	 * Return a sentence about each property that means nothing, with what was probably
	 * meant.
	 */
	private List<String> unknown() {
		Map<String, String> sentences = new LinkedHashMap<>();
		for (NamedProperty property : this.properties) {
			// a name alone is bound if its value is empty, and refused by the binder if
			// not
			if (!property.setting().isEmpty() && !isKnown(property.setting())) {
				int begin = settingBegin(property);
				if (begin > 0) {
					sentences.putIfAbsent(property.part(this.ownerIndex, begin), brackets(property, begin));
				}
				else {
					sentences.putIfAbsent(property.name().toString(), noSuchSetting(property));
				}
			}
		}
		return List.copyOf(sentences.values());
	}

	private boolean isKnown(String setting) {
		String uniform = NamedProperty.anyIndex(setting);
		return this.known.contains(uniform);
	}

	/**
	 * Return where a setting begins that follows a name of several elements, or
	 * {@code -1} if there is none.
	 */
	private int settingBegin(NamedProperty property) {
		for (int begin = this.ownerIndex + 2; begin < property.size(); begin++) {
			if (isKnown(property.part(begin, property.size()))) {
				return begin;
			}
		}
		return -1;
	}

	private String brackets(NamedProperty property, int settingBegin) {
		String owner = property.part(this.ownerIndex, settingBegin);
		return sentence(property, "a name with dots needs brackets", "Write '"
				+ name(owner, property.part(settingBegin, property.size())) + "', in YAML '\"[" + owner + "]\":'");
	}

	private String noSuchSetting(NamedProperty property) {
		String setting = property.setting();
		return sentence(property, "a " + this.noun + " has no setting '" + setting + "'", suggestion(setting));
	}

	private String suggestion(String setting) {
		Matcher index = FIRST_INDEX.matcher(setting);
		String first = index.find() ? index.group() : "[0]";
		List<String> candidates = this.settings.stream().map((known) -> known.replace("[n]", first)).toList();
		String question = NearestNames.question(setting, candidates);
		if (!question.isEmpty()) {
			return question;
		}
		List<String> longer = candidates.stream().filter((known) -> known.endsWith("." + setting)).toList();
		return longer.isEmpty() ? "Settings are " + NearestNames.quote(candidates, ", ")
				: "Did you mean " + NearestNames.quote(longer, " or ") + "?";
	}

	private static String sentence(NamedProperty property, String reason, String suggestion) {
		String location = property.location();
		return "[" + ProblemId.UNKNOWN_VALUE + "] Property '" + property.name() + "'"
				+ ((location != null) ? " (" + location + ")" : "") + " has no effect: " + reason + ". " + suggestion;
	}

}
