package dev.triggers.call.limit;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * All concurrency groups of an application, and the way through them.
 * <p>
 * A call that belongs to several groups passes all of them or none at once, so that calls
 * cannot block each other for ever. Nobody is overtaken in any group: a request that is
 * first in one group and waits for another one holds up those behind it in both.
 * <p>
 * Whoever waits for another permit of a group while it holds one may wait for itself, if
 * all others do the same.
 * <p>
 * Thread-safe. The time of an operation does not depend on how many requests wait, only
 * on how many it grants.
 *
 * @since 1.0.0
 */
public final class ConcurrencyGroups implements Iterable<ConcurrencyGroup>, AutoCloseable {

	private final Map<String, ConcurrencyGroup> groups;

	private final Admission admission;

	private final MonotonicTimer timer;

	/**
	 * Create the groups of an application.
	 * @param groups the groups, which must not belong to others
	 * @param timer wakes those who wait for time; has at most one task of these groups at
	 * a time
	 */
	public ConcurrencyGroups(Collection<ConcurrencyGroup> groups, MonotonicTimer timer) {
		Map<String, ConcurrencyGroup> byName = new LinkedHashMap<>();
		for (ConcurrencyGroup group : groups) {
			Assert.isTrue(byName.putIfAbsent(group.name(), group) == null,
					() -> "There are two concurrency groups with the name '" + group.name() + "'");
		}
		this.groups = Collections.unmodifiableMap(byName);
		this.admission = new Admission(timer);
		this.timer = timer;
		byName.values().forEach((group) -> group.join(this.admission));
	}

	/**
	 * Find a group by its name.
	 * @param name the name
	 * @return the group, or {@code null} if there is none
	 */
	public @Nullable ConcurrencyGroup find(String name) {
		return this.groups.get(name);
	}

	/**
	 * Return all groups in the order in which they were given.
	 */
	@Override
	public Iterator<ConcurrencyGroup> iterator() {
		return this.groups.values().iterator();
	}

	/**
	 * Ask for a permit without waiting for it. Requests are granted in the order of these
	 * calls.
	 * @param groups the groups to pass, in any order; none if the call is not limited
	 * @return the request, which may be granted already; cancelled if the groups are
	 * closed, and failed with a {@link RejectedExecutionException} if the timer refuses
	 * @throws IllegalArgumentException if a group does not belong to these groups
	 */
	public PermitRequest request(Collection<ConcurrencyGroup> groups) {
		return this.admission.request(groups);
	}

	/**
	 * Return a permit if that needs no waiting, which costs less than a request.
	 * @param groups the groups to pass, in any order; none if the call is not limited
	 * @return the permit, or {@code null} if it has to be requested
	 * @throws IllegalArgumentException if a group does not belong to these groups
	 */
	public @Nullable Permit tryAcquire(Collection<ConcurrencyGroup> groups) {
		return this.admission.grantAtOnce(groups, false);
	}

	/**
	 * Wait for a permit. Nothing is left behind if that fails.
	 * @param groups the groups to pass, in any order
	 * @return the permit of a call that {@link Permit#start() starts} now
	 * @throws InterruptedException if the thread is interrupted
	 * @throws CancellationException if the groups are closed
	 * @throws RejectedExecutionException if the timer refuses
	 */
	public Permit acquire(Collection<ConcurrencyGroup> groups) throws InterruptedException {
		return acquire(groups, this.timer::await);
	}

	/**
	 * Wait for a permit for some time. Nothing is left behind if that fails.
	 * @param groups the groups to pass, in any order
	 * @param timeout the longest time to wait, which is real time; if it is not positive,
	 * the permit is granted at once or not at all
	 * @return the permit of a call that {@link Permit#start() starts} now
	 * @throws InterruptedException if the thread is interrupted
	 * @throws TimeoutException if the permit is not granted in time
	 * @throws CancellationException if the groups are closed
	 * @throws RejectedExecutionException if the timer refuses
	 */
	public Permit acquire(Collection<ConcurrencyGroup> groups, Duration timeout)
			throws InterruptedException, TimeoutException {
		return acquire(groups, (request) -> {
			try {
				return request.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
			}
			catch (TimeoutException ex) {
				if (request.cancel(false)) {
					throw ex;
				}
				return request.get();
			}
		});
	}

	private <E extends Exception> Permit acquire(Collection<ConcurrencyGroup> groups, Wait<E> wait)
			throws InterruptedException, E {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		Permit atOnce = this.admission.grantAtOnce(groups, true);
		return (atOnce != null) ? atOnce : acquireLater(groups, wait);
	}

	private <E extends Exception> Permit acquireLater(Collection<ConcurrencyGroup> groups, Wait<E> wait)
			throws InterruptedException, E {
		PermitRequest request = request(groups);
		boolean acquired = false;
		try {
			Permit permit = wait.await(request);
			acquired = permit.start();
			return permit;
		}
		catch (ExecutionException ex) {
			throw new RejectedExecutionException(Admission.TIMER_REFUSES, ex.getCause());
		}
		finally {
			if (!acquired) {
				request.abandon();
			}
		}
	}

	/**
	 * Cancel all requests that wait, and all to come. Permits that are out stay so.
	 */
	@Override
	public void close() {
		this.admission.close(this.groups.values());
	}

	/**
	 * Way to wait for a request.
	 *
	 * @param <E> what may be thrown
	 */
	private interface Wait<E extends Exception> {

		Permit await(PermitRequest request) throws InterruptedException, ExecutionException, E;

	}

}
