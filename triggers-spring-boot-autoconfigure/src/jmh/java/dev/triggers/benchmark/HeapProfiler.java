package dev.triggers.benchmark;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Profiler that tells whether memory stays flat: the most heap that was used in an
 * iteration, and the most that was left after a garbage collection.
 */
public final class HeapProfiler implements InternalProfiler {

	private static final double MEGABYTE = 1 << 20;

	private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans()
		.stream()
		.filter((pool) -> pool.getType() == MemoryType.HEAP)
		.toList();

	private final AtomicLong mostAfterCollection = new AtomicLong();

	private boolean listening;

	@Override
	public String getDescription() {
		return "Most heap used, and most heap left after a garbage collection";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		if (!this.listening) {
			this.listening = true;
			for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
				((NotificationEmitter) collector)
					.addNotificationListener((notification, handback) -> collected(notification), null, null);
			}
		}
		this.mostAfterCollection.set(0);
		this.pools.forEach(MemoryPoolMXBean::resetPeakUsage);
	}

	private void collected(Notification notification) {
		if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(notification.getType())
				&& notification.getUserData() instanceof CompositeData data) {
			GcInfo info = GarbageCollectionNotificationInfo.from(data).getGcInfo();
			List<MemoryUsage> after = this.pools.stream()
				.map((pool) -> info.getMemoryUsageAfterGc().get(pool.getName()))
				.toList();
			this.mostAfterCollection.accumulateAndGet(used(after), Math::max);
		}
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		long peak = used(this.pools.stream().map(MemoryPoolMXBean::getPeakUsage).toList());
		return List.of(megabytes("heap.peak", peak), megabytes("heap.afterGc", this.mostAfterCollection.get()));
	}

	private static long used(List<MemoryUsage> usages) {
		return usages.stream().mapToLong(MemoryUsage::getUsed).sum();
	}

	private static ScalarResult megabytes(String name, long bytes) {
		return new ScalarResult(name, bytes / MEGABYTE, "MB", AggregationPolicy.MAX);
	}

}
