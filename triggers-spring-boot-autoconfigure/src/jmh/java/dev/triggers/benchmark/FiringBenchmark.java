package dev.triggers.benchmark;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Many triggers that are due at each full second: processor time of a firing, how late
 * firings are, and how many do not take place. Each is measured once per fork, so that
 * the counters are what one run has counted.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class FiringBenchmark {

	/**
	 * Seconds until the code of all is compiled, which takes longest where there is most
	 * of it and where it is seldom called.
	 */
	private static final int SHORTEST_WARM_UP = 24;

	private static final int LONGEST_WARM_UP = 60;

	private static final int FIRINGS_TO_WARM_UP = 60_000;

	private static final int SECONDS = 6;

	private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

	/**
	 * Who fires. Ours are on platform threads, on virtual ones, and without history and
	 * meters.
	 */
	@Param({ "jdk-pool-2", "spring-pool-1", "spring-pool-2", "spring-virtual", "quartz", "db-scheduler", "triggers",
			"triggers-virtual", "triggers-unwatched" })
	public String peer = "";

	/**
	 * Number of triggers, and milliseconds that each firing blocks.
	 */
	@Param({ "1000 x 0 ms", "10000 x 0 ms", "200 x 100 ms" })
	public String load = "";

	/**
	 * Let them fire.
	 * @param counters get what has happened
	 * @throws Exception if the peer fails
	 */
	@Benchmark
	public void fire(Counters counters) throws Exception {
		int triggers = Integer.parseInt(this.load.split(" ")[0]);
		long block = Long.parseLong(this.load.split(" ")[2]);
		int[] lateness = new int[triggers * (SECONDS + 1)];
		AtomicInteger fired = new AtomicInteger(-1);
		Runnable work = () -> note(lateness, fired, block);
		try (Peer subject = Peer.of(this.peer)) {
			List<Runnable> all = new ArrayList<>();
			for (int index = 0; index < triggers; index++) {
				all.add(work);
			}
			subject.everySecond(all);
			sleepUntilHalf(warmUp(triggers, block));
			long cpuBefore = cpu();
			fired.set(0);
			sleepUntilHalf(SECONDS);
			int number = Math.min(fired.getAndSet(Integer.MIN_VALUE), lateness.length);
			counters.cpuMicrosPerFiring = (cpu() - cpuBefore) / 1000.0 / Math.max(number, 1);
			counters.missedPercent = 100.0 * Math.max(0, triggers * SECONDS - number) / (triggers * SECONDS);
			Arrays.sort(lateness, 0, number);
			counters.lateP50Millis = (number > 0) ? lateness[number / 2] / 1000.0 : 1000;
			counters.lateP99Millis = (number > 0) ? lateness[(int) (number * 0.99)] / 1000.0 : 1000;
		}
	}

	private static int warmUp(int triggers, long block) {
		int seconds = (block > 0) ? 0 : FIRINGS_TO_WARM_UP / triggers;
		return Math.max(SHORTEST_WARM_UP, Math.min(LONGEST_WARM_UP, seconds));
	}

	private static void note(int[] lateness, AtomicInteger fired, long block) {
		int micros = Instant.now().getNano() / 1000;
		if (fired.get() >= 0) {
			int index = fired.getAndIncrement();
			if (index >= 0 && index < lateness.length) {
				lateness[index] = micros;
			}
		}
		if (block > 0) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(block));
		}
	}

	/**
	 * Sleep until half a second after a full one, when nothing is due.
	 */
	private static void sleepUntilHalf(int seconds) {
		long end = System.nanoTime() + seconds * NANOS - System.currentTimeMillis() % 1000 * 1_000_000 + NANOS / 2;
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private static long cpu() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	/**
	 * What has happened.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Counters {

		/**
		 * Processor time of the whole process, divided by the number of firings.
		 */
		public double cpuMicrosPerFiring;

		/**
		 * Half of the firings began within this time.
		 */
		public double lateP50Millis;

		/**
		 * 99 of 100 firings began within this time.
		 */
		public double lateP99Millis;

		/**
		 * Firings that did not take place, of 100.
		 */
		public double missedPercent;

	}

}
