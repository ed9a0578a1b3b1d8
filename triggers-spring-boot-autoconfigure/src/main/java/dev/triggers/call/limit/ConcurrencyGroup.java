package dev.triggers.call.limit;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Named limit that calls share: how many are made at once, and how many start in a
 * period. Calls pass in the order in which they ask.
 * <p>
 * A group takes effect through the {@link ConcurrencyGroups} that it belongs to.
 * Thread-safe.
 *
 * @since 1.0.0
 */
public final class ConcurrencyGroup {

	private final String name;

	private volatile GroupLimits limits;

	private volatile @Nullable Admission admission;

	// all below is written under the lock of the admission, but for permits that come
	// back; counts are read by anybody
	private final Set<PermitRequest> queue = new LinkedHashSet<>();

	private final SlidingWindow window = new SlidingWindow();

	private volatile int waiting;

	private final AtomicInteger active = new AtomicInteger();

	/**
	 * Create a group.
	 * @param name the name; unique in the application
	 * @param limits the limits
	 */
	public ConcurrencyGroup(String name, GroupLimits limits) {
		Assert.hasText(name, "'name' must have text");
		this.name = name;
		this.limits = limits;
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the limits in force.
	 * @return the limits
	 */
	public GroupLimits limits() {
		return this.limits;
	}

	/**
	 * Change the limits, at once for all who wait.
	 * <p>
	 * Permits that are out stay so, even if they are more than the new limits allow.
	 * Starts before the change count in the new window as far as the old one had to know
	 * them, and the last 64 in any case.
	 * @param limits the new limits
	 */
	public void changeLimits(GroupLimits limits) {
		this.limits = limits;
		Admission admission = this.admission;
		if (admission != null) {
			admission.limitsChanged(this);
		}
	}

	/**
	 * Return how many calls wait for this group.
	 * @return the number of requests that are neither granted nor cancelled
	 */
	public int waiting() {
		return this.waiting;
	}

	/**
	 * Return how many permits of this group are out.
	 * @return the number of calls that are made, or may start at any moment
	 */
	public int active() {
		return this.active.get();
	}

	void join(Admission admission) {
		Assert.state(this.admission == null,
				() -> "Concurrency group '" + this.name + "' belongs to other groups already");
		this.admission = admission;
	}

	boolean isIn(Admission admission) {
		return this.admission == admission;
	}

	void enqueue(PermitRequest request) {
		this.queue.add(request);
		this.waiting = this.queue.size();
	}

	void dequeue(PermitRequest request) {
		this.queue.remove(request);
		this.waiting = this.queue.size();
	}

	@Nullable PermitRequest next() {
		return this.queue.isEmpty() ? null : this.queue.iterator().next();
	}

	/**
	 * Return how long it takes until a call may start.
	 * @param now the time
	 * @return the time in nanoseconds, 0 if it may start now, or {@code null} if a permit
	 * must start or come back first
	 */
	@Nullable Long nanosUntilStart(long now) {
		GroupLimits limits = this.limits;
		Integer concurrentCalls = limits.concurrentCalls();
		Integer callsPerPeriod = limits.callsPerPeriod();
		Duration period = limits.period();
		if (concurrentCalls != null && this.active.get() >= concurrentCalls) {
			return null;
		}
		if (callsPerPeriod == null || period == null) {
			return 0L;
		}
		return this.window.nanosUntilFree(callsPerPeriod, period.toNanos(), now);
	}

	void take() {
		this.active.incrementAndGet();
		this.window.reserve();
	}

	void start(long now) {
		this.window.unreserve();
		GroupLimits limits = this.limits;
		Integer callsPerPeriod = limits.callsPerPeriod();
		Duration period = limits.period();
		if (callsPerPeriod != null && period != null) {
			this.window.start(callsPerPeriod, period.toNanos(), now);
		}
		else {
			// the last few are kept, in case there will be a period
			this.window.start(0, 0, now);
		}
	}

	/**
	 * Take a permit back; the only change that needs no lock.
	 */
	void giveBack() {
		this.active.decrementAndGet();
	}

	void unreserve() {
		this.window.unreserve();
	}

	@Override
	public String toString() {
		return this.name + " (" + active() + " active, " + this.waiting + " waiting)";
	}

}
