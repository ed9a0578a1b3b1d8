package dev.triggers.benchmark;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Main class of the benchmarks; takes the options of JMH.
 */
public final class Benchmarks {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private Benchmarks() {
	}

	/**
	 * Run benchmarks.
	 * @param args options of JMH
	 * @throws Exception if an option is not one
	 */
	public static void main(String[] args) throws Exception {
		CommandLineOptions options = new CommandLineOptions(args);
		ChainedOptionsBuilder builder = new OptionsBuilder().parent(options);
		if (Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS) {
			builder.param("threads", "platform");
		}
		builder.addProfiler(HeapProfiler.class);
		new Runner(builder.build()).run();
	}

}
