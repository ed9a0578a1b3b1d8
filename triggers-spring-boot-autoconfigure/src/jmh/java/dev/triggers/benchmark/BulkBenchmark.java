package dev.triggers.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Elements per second of one execution over a stream of a million, whose method does
 * nothing, in little memory.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx64m")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@State(Scope.Benchmark)
public class BulkBenchmark {

	private static final int ELEMENTS = 1_000_000;

	/**
	 * What executes: {@code platform} threads or {@code virtual} ones.
	 */
	@Param({ "platform", "virtual" })
	public String threads = "";

	/**
	 * Elements in flight at once.
	 */
	@Param({ "1", "64" })
	public int concurrency;

	private BulkSubject subject;

	/**
	 * Prepare both ways.
	 */
	@Setup
	public void prepare() {
		this.subject = new BulkSubject(this.threads, this.concurrency, ELEMENTS, (element) -> null);
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
	@OperationsPerInvocation(ELEMENTS)
	public long trigger() {
		return this.subject.execute();
	}

	/**
	 * A loop with an executor and a semaphore.
	 * @return number of calls
	 * @throws Exception never
	 */
	@Benchmark
	@OperationsPerInvocation(ELEMENTS)
	public long bareLoop() throws Exception {
		return this.subject.loop();
	}

}
