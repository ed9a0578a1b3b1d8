package dev.triggers.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one execution of 10 000 elements that sleep 10 ms each, 100 at once: ideally
 * one second.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx64m")
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@State(Scope.Benchmark)
public class SleepBenchmark {

	private static final int ELEMENTS = 10_000;

	private static final int CONCURRENCY = 100;

	private static final long MILLIS = 10;

	/**
	 * What executes: {@code platform} threads or {@code virtual} ones.
	 */
	@Param({ "platform", "virtual" })
	public String threads = "";

	private BulkSubject subject;

	/**
	 * Prepare both ways.
	 */
	@Setup
	public void prepare() {
		this.subject = new BulkSubject(this.threads, CONCURRENCY, ELEMENTS, (element) -> {
			Thread.sleep(MILLIS);
			return null;
		});
	}

	/**
	 * End all threads.
	 */
	@TearDown
	public void close() {
		this.subject.close();
	}

	/**
	 * One execution of a trigger.
	 * @return number of calls
	 */
	@Benchmark
	public long trigger() {
		return this.subject.execute();
	}

	/**
	 * A loop with an executor and a semaphore.
	 * @return number of calls
	 * @throws Exception never
	 */
	@Benchmark
	public long bareLoop() throws Exception {
		return this.subject.loop();
	}

}
