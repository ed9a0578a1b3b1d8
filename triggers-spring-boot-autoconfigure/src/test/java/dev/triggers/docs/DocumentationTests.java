package dev.triggers.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import dev.triggers.autoconfigure.TriggersProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for README.md and the pages in docs: what they show is compiled, known and there.
 */
class DocumentationTests {

	private static final Pattern INSTANCE = Pattern
		.compile("triggers\\.instances[.\\[].+?[.\\]]\\.?([a-z-]+)(\\[\\d+]|(?<=args)\\.\\w+)?");

	private static final Pattern GROUP = Pattern.compile("triggers\\.groups(?:\\.[\\w-]+|\\[.+?])\\.(.+)");

	private static final Pattern RULE = Pattern
		.compile("triggers\\.retry(?:\\.[\\w-]+|\\[.+?])\\.rules\\[\\d+]\\.(.+?)(\\[\\d+])?");

	private static final Pattern CACHE_GROUP = Pattern
		.compile("triggers\\.cache\\.groups(?:\\.[\\w-]+|\\[.+?])\\.(.+?)(\\[\\d+])?");

	private static final Pattern PROMISE = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

	private static final List<List<String>> SOURCES = sources();

	static List<MarkdownPage> pages() {
		return MarkdownPage.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void codeIsTakenFromCompiledCode(MarkdownPage page) {
		assertThat(page.blocks("java|kotlin")).allMatch(DocumentationTests::isCompiled,
				"is part of a source that is compiled");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void yamlHasKnownPropertiesOnly(MarkdownPage page) throws IOException {
		for (String block : page.blocks("yaml")) {
			for (EnumerablePropertySource<?> source : load(block)) {
				assertThat(Stream.of(source.getPropertyNames()).filter((name) -> name.startsWith("triggers")))
					.allMatch(DocumentationTests::isKnown);
				new Binder(ConfigurationPropertySources.from(source)).bind("triggers", TriggersProperties.class);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linkedFilesExist(MarkdownPage page) {
		assertThat(page.links()).filteredOn((link) -> !link.contains("://") && !link.startsWith("#"))
			.allSatisfy((link) -> assertThat(page.file().resolveSibling(link.replaceAll("#.*", ""))).exists());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linkedHeadingsExist(MarkdownPage page) {
		assertThat(page.links()).filteredOn((link) -> !link.contains("://") && link.contains("#"))
			.allSatisfy((link) -> {
				String file = link.replaceAll("#.*", "");
				MarkdownPage target = (file.isEmpty()) ? page : MarkdownPage.read(page.file().resolveSibling(file));
				assertThat(anchors(target)).contains(link.replaceAll(".*#", ""));
			});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void namedTestsExist(MarkdownPage page) {
		List<String> tests = SOURCES.stream().flatMap(DocumentationTests::tests).toList();
		Matcher matcher = PROMISE.matcher(page.text());
		assertThat(matcher.results().map((promise) -> promise.group(1) + "." + promise.group(2)))
			.allMatch(tests::contains);
	}

	@Test
	void readmeIsShort() {
		assertThat(MarkdownPage.read(MarkdownPage.ROOT.resolve("README.md")).text().lines().count())
			.isLessThanOrEqualTo(250);
	}

	private static boolean isCompiled(String block) {
		List<String> lines = lines(block);
		return SOURCES.stream().anyMatch((source) -> Collections.indexOfSubList(source, lines) >= 0);
	}

	private static boolean isKnown(String name) {
		return isAmong(Metadata.ofAllTriggers(), name) || isAmong(Metadata.ofOneTrigger(), INSTANCE.matcher(name))
				|| isAmong(Metadata.ofOneGroup(), GROUP.matcher(name))
				|| isAmong(Metadata.ofOneRetryRule(), RULE.matcher(name))
				|| isAmong(Metadata.ofOneCacheGroup(), CACHE_GROUP.matcher(name));
	}

	private static boolean isAmong(List<Metadata.Property> properties, Matcher matcher) {
		return matcher.matches() && isAmong(properties, matcher.group(1));
	}

	private static boolean isAmong(List<Metadata.Property> properties, String name) {
		return properties.stream().anyMatch((property) -> property.name().equals(name));
	}

	private static List<EnumerablePropertySource<?>> load(String yaml) throws IOException {
		ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("block", resource);
		return sources.stream()
			.<EnumerablePropertySource<?>>map((source) -> (EnumerablePropertySource<?>) source)
			.toList();
	}

	private static Set<String> anchors(MarkdownPage page) {
		Stream<String> headings = page.text()
			.lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceAll("^#+ ", "").toLowerCase().replaceAll("[^\\w -]", "").replace(' ', '-'));
		Stream<String> named = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"")
			.matcher(page.text())
			.results()
			.map((anchor) -> anchor.group(1));
		return Stream.concat(headings, named).collect(Collectors.toSet());
	}

	private static Stream<String> tests(List<String> source) {
		Pattern type = Pattern.compile("(?:final )?class (\\w+Tests) \\{");
		Pattern method = Pattern.compile("void (\\w+)\\(.*");
		String name = source.stream()
			.map(type::matcher)
			.filter(Matcher::matches)
			.map((matcher) -> matcher.group(1))
			.findFirst()
			.orElse("");
		return source.stream()
			.map(method::matcher)
			.filter(Matcher::matches)
			.map((matcher) -> name + "." + matcher.group(1));
	}

	private static List<List<String>> sources() {
		try (Stream<Path> files = Stream.of("triggers-spring-boot-autoconfigure", "sample-app")
			.map((module) -> MarkdownPage.ROOT.resolve(module).resolve("src"))
			.flatMap(DocumentationTests::walk)) {
			return files.filter((file) -> file.toString().matches(".*\\.(java|kt)"))
				.map((file) -> lines(MarkdownPage.read(file).text()))
				.toList();
		}
	}

	private static Stream<Path> walk(Path directory) {
		try {
			return Files.walk(directory);
		}
		catch (IOException ex) {
			throw new IllegalStateException("No directory " + directory, ex);
		}
	}

	/**
	 * Return the lines without comments, and without what nesting adds to a class.
	 */
	private static List<String> lines(String code) {
		return code.lines()
			.map((line) -> line.replaceAll("(^|\\s+)// .*", "").strip().replaceAll("\\s+", " "))
			.map((line) -> line.replaceAll("^static class ", "class "))
			.filter((line) -> !line.isEmpty() && !line.startsWith("/*") && !line.startsWith("*"))
			.toList();
	}

}
