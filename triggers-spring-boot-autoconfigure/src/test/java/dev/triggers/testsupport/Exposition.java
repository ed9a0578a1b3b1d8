package dev.triggers.testsupport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Text that Prometheus scrapes, read strictly.
 *
 * @param families what has a {@code TYPE}, by name
 */
public record Exposition(Map<String, Family> families) {

	private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)(?: # .*)?");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

	private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "info");

	private static final List<String> RESERVED = List.of("_count", "_sum", "_bucket");

	private static final List<String> NOT_BASE_UNITS = List.of("ms", "millis", "milliseconds", "nanos", "nanoseconds",
			"minutes", "hours", "days", "s", "sec", "secs", "kb", "mb", "kilobytes", "percent");

	/**
	 * Read a text.
	 */
	public static Exposition parse(String text) {
		Map<String, Family> families = new LinkedHashMap<>();
		Map<String, String> help = new TreeMap<>();
		Family current = null;
		for (String line : text.lines().filter((each) -> !each.isEmpty() && !each.equals("# EOF")).toList()) {
			String[] words = line.split(" ", 4);
			if (line.startsWith("# HELP ")) {
				check(help.put(words[2], (words.length > 3) ? words[3] : "") == null, "second HELP: " + line);
			}
			else if (line.startsWith("# TYPE ")) {
				current = new Family(words[2], words[3], help.getOrDefault(words[2], ""), new ArrayList<>());
				check(families.put(current.name(), current) == null, "second TYPE: " + line);
			}
			else {
				check(current != null && current.owns(sample(line).name()), "sample without TYPE: " + line);
				current.samples().add(sample(line));
			}
		}
		return new Exposition(families);
	}

	private static Sample sample(String line) {
		Matcher matcher = SAMPLE.matcher(line);
		check(matcher.matches(), "no sample: " + line);
		Map<String, String> labels = new LinkedHashMap<>();
		String text = matcher.group(2);
		if (text != null) {
			LABEL.matcher(text)
				.results()
				.forEach((label) -> check(labels.put(label.group(1), label.group(2)) == null, "label twice: " + line));
		}
		return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3).replace("Inf", "Infinity")));
	}

	private static void check(boolean condition, String problem) {
		if (!condition) {
			throw new AssertionError(problem);
		}
	}

	/**
	 * Return the families whose names begin with something.
	 */
	public Exposition startingWith(String prefix) {
		return new Exposition(this.families.values()
			.stream()
			.filter((family) -> family.name().startsWith(prefix))
			.collect(Collectors.toMap(Family::name, (family) -> family, (a, b) -> a, LinkedHashMap::new)));
	}

	public Stream<Sample> samples() {
		return this.families.values().stream().flatMap((family) -> family.samples().stream());
	}

	/**
	 * Return the sum of all samples of a name that have these labels.
	 */
	public double value(String name, String... labels) {
		List<Sample> found = samples().filter((sample) -> sample.name().equals(name) && sample.has(labels)).toList();
		check(!found.isEmpty(), "no sample " + name + " " + List.of(labels));
		return found.stream().mapToDouble(Sample::value).sum();
	}

	/**
	 * Return what {@code promtool check metrics} would complain about.
	 */
	public List<String> problems() {
		return this.families.values().stream().flatMap((family) -> family.problems().stream()).toList();
	}

	/**
	 * One metric.
	 */
	public record Family(String name, String type, String help, List<Sample> samples) {

		private boolean owns(String sample) {
			return switch (this.type) {
				case "histogram" -> RESERVED.stream().anyMatch((suffix) -> sample.equals(this.name + suffix));
				case "summary" -> sample.equals(this.name) || sample.equals(this.name + "_count")
						|| sample.equals(this.name + "_sum");
				default -> sample.equals(this.name);
			};
		}

		private List<String> problems() {
			List<String> problems = new ArrayList<>();
			note(problems, this.help.isBlank(), "no help text");
			note(problems, !TYPES.contains(this.type), "unknown type " + this.type);
			note(problems, this.type.equals("counter") != this.name.endsWith("_total"),
					"counters, and nothing else, end in _total");
			note(problems, RESERVED.stream().anyMatch(this.name::endsWith), "reserved suffix");
			note(problems, !NAME.matcher(this.name).matches(), "name is not in snake case");
			note(problems, Stream.of(this.name.split("_")).anyMatch(TYPES::contains), "name contains a type");
			note(problems, Stream.of(this.name.split("_")).anyMatch(NOT_BASE_UNITS::contains), "not a base unit");
			note(problems, !this.samples.stream().allMatch(Sample::hasValidLabels), "label is not in snake case");
			note(problems, this.samples.isEmpty(), "no samples");
			note(problems, this.samples.stream().map(Sample::series).distinct().count() < this.samples.size(),
					"duplicate series");
			note(problems, this.samples.stream().map(Sample::keys).distinct().count() > 1, "different labels");
			return problems;
		}

		private void note(List<String> problems, boolean condition, String problem) {
			if (condition) {
				problems.add(this.name + ": " + problem);
			}
		}

	}

	/**
	 * One line with a value.
	 */
	public record Sample(String name, Map<String, String> labels, double value) {

		/**
		 * Return the value of a label.
		 */
		public @Nullable String label(String key) {
			return this.labels.get(key);
		}

		private boolean has(String... labels) {
			for (int i = 0; i < labels.length; i += 2) {
				if (!labels[i + 1].equals(this.labels.get(labels[i]))) {
					return false;
				}
			}
			return true;
		}

		private boolean hasValidLabels() {
			return this.labels.keySet().stream().allMatch((key) -> NAME.matcher(key).matches());
		}

		private String series() {
			return this.name + new TreeMap<>(this.labels);
		}

		private Set<String> keys() {
			return this.labels.keySet()
				.stream()
				.filter((key) -> !key.equals("le") && !key.equals("quantile"))
				.collect(Collectors.toSet());
		}

	}

}
