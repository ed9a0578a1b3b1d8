package dev.triggers.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Medians of all rounds as a table in Markdown: a row for each measure, a column for each
 * peer, and beside each figure what it is to ours.
 */
final class ResultTable {

	private static final List<String> PEER = List.of("peer");

	/**
	 * What is not of interest: time of runs that last as long as they are told to, and
	 * rates of garbage, which depend on the machine.
	 */
	private static final List<String> LEFT_OUT = List.of("FiringBenchmark.fire", "RateBenchmark.fire",
			"MemoryBenchmark.register", "gc.alloc.rate", "gc.count", "gc.time");

	private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

	void add(Collection<RunResult> results) {
		for (RunResult result : results) {
			BenchmarkParams params = result.getParams();
			String name = params.getBenchmark().replaceAll("^.*\\.(\\w+\\.\\w+)$", "$1");
			// two ways of one thing are methods where there is no peer
			String peer = params.getParam("peer");
			String column = (peer != null) ? peer : name.replaceAll(".*\\.", "");
			String scenario = name.replaceAll("Benchmark\\..*", "") + scenario(params);
			if (!LEFT_OUT.contains(name)) {
				add(scenario, result.getPrimaryResult(), column);
			}
			result.getSecondaryResults().forEach((label, secondary) -> {
				String metric = label.replace("·", "");
				if (!LEFT_OUT.contains(metric)) {
					add(scenario + ", " + metric, secondary, column);
				}
			});
		}
	}

	private static String scenario(BenchmarkParams params) {
		return new TreeMap<>(params.getParamsKeys()
			.stream()
			.filter((key) -> !PEER.contains(key))
			.collect(Collectors.toMap((key) -> key, params::getParam))).values()
			.stream()
			.map((value) -> ", `" + value + "`")
			.collect(Collectors.joining());
	}

	private void add(String scenario, Result<?> result, String column) {
		String row = scenario + " (" + result.getScoreUnit() + ")";
		this.rows.computeIfAbsent(row, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(column, (key) -> new ArrayList<>())
			.add(result.getScore());
	}

	void write(Path file) throws IOException {
		Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
		StringBuilder text = new StringBuilder("| JDK " + Runtime.version().feature()
				+ " | median of each peer (its ratio to `triggers`, or `trigger`) |\n|---|---|\n");
		this.rows.forEach(
				(row, columns) -> text.append("| ").append(row).append(" | ").append(cells(columns)).append(" |\n"));
		Files.writeString(file, text);
	}

	private static String cells(Map<String, List<Double>> columns) {
		List<Double> own = columns.getOrDefault("triggers", columns.get("trigger"));
		return columns.entrySet().stream().map((column) -> {
			double median = median(column.getValue());
			String ratio = (own != null && own != column.getValue())
					? String.format(Locale.ROOT, " (%.2f)", median / median(own)) : "";
			return "`" + column.getKey() + "` " + figure(median) + ratio;
		}).collect(Collectors.joining("; "));
	}

	private static String figure(double value) {
		return String.format(Locale.ROOT, (value >= 100) ? "%.0f" : "%.3g", value);
	}

	private static double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

}
