package dev.triggers.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.yaml.snakeyaml.Yaml;

import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.autoconfigure.cache.TriggersCacheAutoConfiguration;
import dev.triggers.autoconfigure.cache.TriggersCacheMetricsAutoConfiguration;
import dev.triggers.autoconfigure.metrics.TriggersMetricsAutoConfiguration;
import dev.triggers.cache.TriggerCacheFactory;
import dev.triggers.testsupport.Exposition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for docs/meters.md, the dashboard and the alert rules: what they name is there.
 */
class MetersPageTests {

	private static final Pattern METRIC = Pattern.compile("(triggers_\\w+)(?:\\{([^}]*)})?");

	private static final Pattern SELECTED = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");

	private static final Pattern GROUPED = Pattern.compile("\\b(?:by|without) \\(([^)]*)\\)");

	private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

	private static Map<String, Set<String>> labels = Map.of();

	private static Set<String> meters = Set.of();

	@BeforeAll
	static void scrape() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class,
					TriggersMetricsAutoConfiguration.class, TriggersCacheAutoConfiguration.class,
					TriggersCacheMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class))
			.withPropertyValues("triggers.groups.api.concurrent-calls=1",
					"management.metrics.distribution.percentiles-histogram.triggers.executions=true",
					"management.metrics.distribution.percentiles-histogram.triggers.executions.active=false")
			.withBean("wars", Wars.class)
			.withPropertyValues("triggers.cache.groups.clan.caches=clans", "triggers.cache.groups.clan.type=maps")
			.withBean("maps", TriggerCacheFactory.class, () -> (name, settings) -> new ConcurrentMapCache(name))
			.run((context) -> {
				PrometheusMeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
				meters = registry.getMeters()
					.stream()
					.map(Meter::getId)
					.map(Meter.Id::getName)
					.collect(Collectors.toSet());
				labels = Exposition.parse(registry.scrape())
					.startingWith("triggers_")
					.samples()
					.collect(Collectors.toMap(Exposition.Sample::name, (sample) -> sample.labels().keySet(), (a, b) -> {
						Set<String> both = new HashSet<>(a);
						both.addAll(b);
						return both;
					}));
			});
	}

	@Test
	void dashboardAsksForWhatIsThere() throws IOException {
		String json = Files.readString(MarkdownPage.ROOT.resolve("docs/grafana-dashboard.json"));
		List<String> queries = JsonPath.read(json, "$.panels[*].targets[*].expr");
		List<String> variables = JsonPath.read(json, "$.templating.list[*].definition");
		assertThat(queries).hasSizeGreaterThan(12).allSatisfy(MetersPageTests::check);
		assertThat(variables).hasSize(2).allSatisfy((variable) -> {
			String[] arguments = variable.replaceAll("label_values\\((.*)\\)", "$1").split(", ");
			assertThat(labels.get(arguments[0])).contains(arguments[1]);
		});
	}

	@Test
	void panelsDoNotOverlap() throws IOException {
		String json = Files.readString(MarkdownPage.ROOT.resolve("docs/grafana-dashboard.json"));
		List<Map<String, Integer>> positions = JsonPath.read(json, "$.panels[*].gridPos");
		List<Integer> ids = JsonPath.read(json, "$.panels[*].id");
		assertThat(positions).doesNotHaveDuplicates()
			.allMatch((position) -> position.get("x") + position.get("w") <= 24);
		assertThat(ids).doesNotHaveDuplicates();
	}

	@Test
	void alertsAskForWhatIsThere() throws IOException {
		List<Map<String, Object>> rules = rules();
		assertThat(rules).hasSize(3).allSatisfy((rule) -> {
			check((String) rule.get("expr"));
			assertThat(rule).containsKeys("alert", "for", "labels", "annotations");
		});
	}

	@Test
	void alertsMissNoRareDelayAndNoFirstFailure() throws IOException {
		assertThat(rules()).extracting((rule) -> (String) rule.get("expr"))
			// the longest time of a timer is forgotten before a rule has held for long
			// enough
			.noneMatch((query) -> query.matches("(?s).*(?<!max_over_time\\()triggers_delay_seconds_max.*"))
			// a series that begins with 1 does not increase
			.noneMatch((query) -> query.contains("increase(triggers_executions"));
	}

	private static List<Map<String, Object>> rules() throws IOException {
		String yaml = Files.readString(MarkdownPage.ROOT.resolve("docs/alerts.yml"));
		Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(yaml);
		return file.get("groups").get(0).get("rules");
	}

	@Test
	void pageHasAllMetersAndTheirNames() {
		String page = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/meters.md")).text();
		List<String> rows = page.lines().filter((line) -> line.startsWith("| `triggers.")).toList();
		assertThat(rows.stream().map((row) -> row.split("`")[1])).containsExactlyInAnyOrderElementsOf(
				meters.stream().filter((name) -> name.startsWith("triggers.")).toList());
		assertThat(rows).allSatisfy((row) -> {
			String[] cells = row.split(" \\| ");
			Set<String> tags = quoted(cells[2]);
			assertThat(quoted(cells[4])).allSatisfy((name) -> assertThat(labels.get(name)).as(name).containsAll(tags));
		});
		assertThat(rows.stream().flatMap((row) -> quoted(row.split(" \\| ")[4]).stream()))
			.containsExactlyInAnyOrderElementsOf(
					labels.keySet().stream().filter((name) -> !name.endsWith("_bucket")).toList());
	}

	@Test
	void pageAsksForWhatIsThere() {
		String page = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/meters.md")).text();
		List<String> queries = page.lines()
			.filter((line) -> line.startsWith("| ") && line.contains("? | `"))
			.map((line) -> line.split("`")[1])
			.toList();
		assertThat(queries).hasSizeGreaterThan(5).allSatisfy(MetersPageTests::check);
	}

	private static Set<String> quoted(String cell) {
		return Pattern.compile("`([^`]+)`")
			.matcher(cell)
			.results()
			.map((name) -> name.group(1))
			.collect(Collectors.toSet());
	}

	private static void check(String query) {
		List<MatchResult> metrics = METRIC.matcher(query).results().toList();
		assertThat(metrics).as(query).isNotEmpty();
		Set<String> known = new HashSet<>(OF_THE_SCRAPE);
		for (MatchResult metric : metrics) {
			assertThat(labels).as(query).containsKey(metric.group(1));
			known.addAll(labels.get(metric.group(1)));
			if (metric.group(2) != null) {
				assertThat(SELECTED.matcher(metric.group(2)).results().map((label) -> label.group(1))).as(query)
					.isSubsetOf(labels.get(metric.group(1)));
			}
		}
		Stream<String> grouped = GROUPED.matcher(query)
			.results()
			.flatMap((clause) -> Arrays.stream(clause.group(1).split(", ?")));
		assertThat(grouped).as(query).isSubsetOf(known);
		assertThat(query.chars().filter((c) -> c == '(').count()).as(query)
			.isEqualTo(query.chars().filter((c) -> c == ')').count());
	}

	static class Wars {

		@IntervalTrigger(every = "1h", manual = true, groups = "api")
		void refresh() {
		}

		@Execute
		void fetch() {
		}

	}

}
