package dev.triggers.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Profiler that tells what an operation takes on all threads: processor time of the whole
 * process, and memory that was allocated by the threads that are still there, among them
 * the carriers of virtual ones.
 */
public final class CostProfiler implements InternalProfiler {

	private static final double NANOS_PER_MILLISECOND = 1e6;

	private static final double MEGABYTE = 1e6;

	private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private long cpuBefore;

	private long bytesBefore;

	@Override
	public String getDescription() {
		return "Processor time and memory that all threads take for an operation";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		this.bytesBefore = allocated();
		this.cpuBefore = this.process.getProcessCpuTime();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		double operations = result.getMetadata().getAllOps();
		double cpu = (this.process.getProcessCpuTime() - this.cpuBefore) / NANOS_PER_MILLISECOND;
		double bytes = (allocated() - this.bytesBefore) / MEGABYTE;
		return List.of(new ScalarResult("cost.cpu", cpu / operations, "ms/op", AggregationPolicy.AVG),
				new ScalarResult("cost.allocated", bytes / operations, "MB/op", AggregationPolicy.AVG));
	}

	private long allocated() {
		long[] bytes = this.threads.getThreadAllocatedBytes(this.threads.getAllThreadIds());
		return LongStream.of(bytes).filter((number) -> number > 0).sum();
	}

}
