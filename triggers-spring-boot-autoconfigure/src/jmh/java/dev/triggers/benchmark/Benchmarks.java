package dev.triggers.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Main class of the benchmarks. With options of JMH it runs what they say. Without any it
 * runs all that have peers, several times in turn, and writes one table of the medians:
 * {@code target/benchmarks.md}.
 */
public final class Benchmarks {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private static final List<Class<?>> SUITE = List.of(CronBenchmark.class, CallBenchmark.class, GroupBenchmark.class,
			MemoryBenchmark.class, StartupBenchmark.class, RateBenchmark.class, BulkBenchmark.class,
			SleepBenchmark.class, FiringBenchmark.class);

	private Benchmarks() {
	}

	/**
	 * Run benchmarks.
	 * @param args options of JMH; system property {@code rounds} says how often all run
	 * @throws Exception if an option is not one
	 */
	public static void main(String[] args) throws Exception {
		if (args.length > 0) {
			CommandLineOptions options = new CommandLineOptions(args);
			new Runner(builder().parent(options).addProfiler(HeapProfiler.class).build()).run();
			return;
		}
		ResultTable table = new ResultTable();
		for (int round = 0; round < Integer.getInteger("rounds", 3); round++) {
			for (Class<?> benchmark : SUITE) {
				table.add(new Runner(
						peers(builder(), benchmark).include("\\." + benchmark.getSimpleName() + "\\.").build())
					.run());
				table.write(Path.of("target", "benchmarks.md"));
			}
		}
	}

	private static ChainedOptionsBuilder builder() {
		OptionsBuilder builder = new OptionsBuilder();
		if (!hasVirtualThreads()) {
			builder.param("threads", "platform");
		}
		return builder;
	}

	/**
	 * Leave out what there is not, and measure garbage and costs where they count.
	 */
	private static ChainedOptionsBuilder peers(ChainedOptionsBuilder builder, Class<?> benchmark) throws Exception {
		if (List.of(CronBenchmark.class, CallBenchmark.class).contains(benchmark)) {
			builder.addProfiler(GCProfiler.class);
		}
		if (benchmark == SleepBenchmark.class) {
			builder.addProfiler(CostProfiler.class);
		}
		boolean withPeers = Stream.of(benchmark.getFields()).anyMatch((field) -> field.getName().equals("peer"));
		if (withPeers && !hasVirtualThreads()) {
			String[] all = benchmark.getField("peer").getAnnotation(Param.class).value();
			builder.param("peer", Stream.of(all).filter((peer) -> !peer.endsWith("-virtual")).toArray(String[]::new));
		}
		return builder;
	}

	private static boolean hasVirtualThreads() {
		return Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS;
	}

}
