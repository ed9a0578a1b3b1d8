package dev.triggers.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the tables of docs/configuration.md, which come from the metadata;
 * {@code -Dtriggers.docs.update=true} writes them anew.
 */
class ConfigurationPageTests {

	private static final MarkdownPage PAGE = MarkdownPage
		.read(MarkdownPage.ROOT.resolve("docs").resolve("configuration.md"));

	@Test
	void tablesAreThoseOfTheMetadata() throws IOException {
		String expected = replace(PAGE.text(), "triggers", tableOfAllTriggers());
		expected = replace(expected, "triggers.instances.<name>", tableOfOne(Metadata.ofOneTrigger()));
		expected = replace(expected, "triggers.groups.<name>", tableOfOne(Metadata.ofOneGroup()));
		expected = replace(expected, "triggers.retry.<name>.rules[n]", tableOfOne(Metadata.ofOneRetryRule()));
		expected = replace(expected, "triggers.cache.groups.<name>", tableOfOne(Metadata.ofOneCacheGroup()));
		if (Boolean.getBoolean("triggers.docs.update")) {
			Files.writeString(PAGE.file(), expected);
		}
		else {
			assertThat(PAGE.text())
				.as("docs/configuration.md; to be written anew by mvn -pl triggers-spring-boot-autoconfigure test "
						+ "-Dtest=ConfigurationPageTests -Dtriggers.docs.update=true")
				.isEqualTo(expected);
		}
	}

	private static String tableOfAllTriggers() {
		return table("| Property | Type | Default | Meaning |\n|---|---|---|---|", Metadata.ofAllTriggers()
			.stream()
			.map((property) -> List.of(code(property.name()), code(property.shortType()),
					(property.defaultValue() != null) ? code(property.defaultValue()) : "", property.description()))
			.toList());
	}

	private static String tableOfOne(List<Metadata.Property> properties) {
		return table("| Property | Type | Meaning |\n|---|---|---|", properties.stream()
			.map((property) -> List.of(code(property.name()), code(property.shortType()), property.description()))
			.toList());
	}

	private static String table(String head, List<List<String>> rows) {
		return rows.stream()
			.map((cells) -> "\n| " + String.join(" | ", cells) + " |")
			.collect(Collectors.joining("", head, ""));
	}

	private static String code(Object text) {
		return "`" + text + "`";
	}

	private static String replace(String page, String name, String table) {
		String begin = "<!-- generated: " + name + " -->\n";
		String end = "\n<!-- end -->";
		int from = page.indexOf(begin) + begin.length();
		assertThat(page).contains(begin);
		return page.substring(0, from) + table + page.substring(page.indexOf(end, from - 1));
	}

}
