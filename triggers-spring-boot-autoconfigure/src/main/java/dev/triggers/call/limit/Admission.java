package dev.triggers.call.limit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Decides who may pass: one lock over all groups of an application.
 * <p>
 * A request enters the queues of all its groups at once and is granted when it is first
 * in all of them and all have room. So nobody is overtaken, nobody holds one group while
 * it waits for another, and the oldest request is first everywhere, which is why there is
 * no deadlock. What changes a group looks at its first request only.
 */
final class Admission {

	static final String TIMER_REFUSES = "The timer refuses to wait for concurrency groups";

	private final ReentrantLock lock = new ReentrantLock();

	private final MonotonicTimer timer;

	private final WakeUps wakeUps;

	private final SettledRequests settled = new SettledRequests();

	// guarded by the lock
	private long requests;

	private boolean closed;

	Admission(MonotonicTimer timer) {
		this.timer = timer;
		this.wakeUps = new WakeUps(timer, this::wakeUp);
	}

	/**
	 * Grant a permit if nobody waits and all groups have room, as is the case most of the
	 * time: without a request, and without a review, since nobody can be next.
	 * @param started whether the call starts with that
	 * @return the permit, or {@code null} if it has to be asked for
	 */
	@Nullable Permit grantAtOnce(Collection<ConcurrencyGroup> groups, boolean started) {
		List<ConcurrencyGroup> distinct = distinct(groups);
		this.lock.lock();
		try {
			long now = this.timer.nanoTime();
			if (this.closed || !haveRoom(distinct, now)) {
				return null;
			}
			Permit permit = take(distinct, started);
			if (started) {
				start(distinct, now);
			}
			return permit;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static boolean haveRoom(List<ConcurrencyGroup> groups, long now) {
		for (ConcurrencyGroup group : groups) {
			Long wait = (group.next() == null) ? group.nanosUntilStart(now) : null;
			if (wait == null || wait > 0) {
				return false;
			}
		}
		return true;
	}

	private List<ConcurrencyGroup> distinct(Collection<ConcurrencyGroup> groups) {
		List<ConcurrencyGroup> distinct = List.copyOf((groups.size() > 1) ? new LinkedHashSet<>(groups) : groups);
		for (ConcurrencyGroup group : distinct) {
			Assert.isTrue(group.isIn(this),
					() -> "Concurrency group '" + group.name() + "' does not belong to these groups");
		}
		return distinct;
	}

	PermitRequest request(Collection<ConcurrencyGroup> groups) {
		List<ConcurrencyGroup> distinct = distinct(groups);
		List<PermitRequest> decided = new ArrayList<>(1);
		PermitRequest request;
		this.lock.lock();
		try {
			request = new PermitRequest(this, distinct, this.requests++);
			enqueue(request, decided);
		}
		finally {
			this.lock.unlock();
		}
		// nobody knows it yet, so that no callback runs now
		request.settle();
		settle(decided);
		return request;
	}

	private void enqueue(PermitRequest request, List<PermitRequest> decided) {
		if (this.closed) {
			fail(request, new CancellationException("Concurrency groups are closed"), decided);
		}
		else if (request.groups().isEmpty()) {
			grant(request, decided);
		}
		else {
			request.groups().forEach((group) -> group.enqueue(request));
			review(request.groups(), decided);
		}
	}

	/**
	 * Make a request leave, if it still waits.
	 * @return whose requests are decided by that, to be settled without the lock
	 */
	List<PermitRequest> leave(PermitRequest request) {
		return change((decided) -> {
			if (request.isWaiting()) {
				dequeue(request);
				review(request.groups(), decided);
			}
		});
	}

	void started(List<ConcurrencyGroup> groups) {
		List<PermitRequest> decided;
		this.lock.lock();
		try {
			long now = this.timer.nanoTime();
			start(groups, now);
			// whoever is next may know now how long it has to wait
			decided = reviewNext(groups, now);
		}
		finally {
			this.lock.unlock();
		}
		settle(decided);
	}

	private static void start(List<ConcurrencyGroup> groups, long now) {
		for (ConcurrencyGroup group : groups) {
			group.start(now);
		}
	}

	void released(List<ConcurrencyGroup> groups, boolean started) {
		boolean awaited = !started;
		for (ConcurrencyGroup group : groups) {
			group.giveBack();
			// read after that was written: whoever enters the queue writes and reads in
			// the other order, so that one of both sees the other
			awaited |= group.waiting() > 0;
		}
		if (awaited) {
			settle(change((decided) -> {
				if (!started) {
					groups.forEach(ConcurrencyGroup::unreserve);
				}
				review(groups, decided);
			}));
		}
	}

	/**
	 * Review groups, if anybody waits for them.
	 */
	private List<PermitRequest> reviewNext(List<ConcurrencyGroup> groups, long now) {
		for (ConcurrencyGroup group : groups) {
			if (group.next() != null) {
				List<PermitRequest> decided = new ArrayList<>(1);
				review(groups, now, decided);
				return decided;
			}
		}
		return List.of();
	}

	void limitsChanged(ConcurrencyGroup group) {
		settle(change((decided) -> review(List.of(group), decided)));
	}

	private void wakeUp(long number) {
		settle(change((decided) -> {
			if (this.wakeUps.isCurrent(number)) {
				Deque<ConcurrencyGroup> changed = new ArrayDeque<>();
				this.wakeUps.due(this.timer.nanoTime()).forEach((request) -> changed.addAll(request.groups()));
				review(changed, decided);
			}
		}));
	}

	/**
	 * Cancel all requests of some groups, and all to come.
	 */
	void close(Collection<ConcurrencyGroup> groups) {
		settle(change((decided) -> {
			this.closed = true;
			for (ConcurrencyGroup group : groups) {
				for (PermitRequest next = group.next(); next != null; next = group.next()) {
					fail(next, new CancellationException("Concurrency groups are closed"), decided);
				}
			}
			review(groups, decided);
		}));
	}

	/**
	 * Complete requests that were decided; called without the lock.
	 */
	void settle(List<PermitRequest> decided) {
		this.settled.settle(decided);
	}

	private List<PermitRequest> change(Change change) {
		List<PermitRequest> decided = new ArrayList<>(1);
		this.lock.lock();
		try {
			change.make(decided);
		}
		finally {
			this.lock.unlock();
		}
		return decided;
	}

	private void review(Collection<ConcurrencyGroup> groups, List<PermitRequest> decided) {
		review(groups, this.timer.nanoTime(), decided);
	}

	private void review(Collection<ConcurrencyGroup> groups, long now, List<PermitRequest> decided) {
		admit(groups, now, decided);
		for (Throwable refusal = this.wakeUps.setTimer(now); refusal != null; refusal = this.wakeUps.setTimer(now)) {
			PermitRequest request = this.wakeUps.first();
			fail(request, new RejectedExecutionException(TIMER_REFUSES, refusal), decided);
			admit(request.groups(), now, decided);
		}
	}

	private void admit(Collection<ConcurrencyGroup> groups, long now, List<PermitRequest> decided) {
		Deque<ConcurrencyGroup> changed = new ArrayDeque<>(groups);
		for (ConcurrencyGroup group = changed.poll(); group != null; group = changed.poll()) {
			for (PermitRequest next = group.next(); next != null && isAdmitted(next, now); next = group.next()) {
				grant(next, decided);
				// it was first there, too
				changed.addAll(next.groups());
			}
		}
	}

	private boolean isAdmitted(PermitRequest request, long now) {
		this.wakeUps.remove(request);
		long wait = 0;
		for (ConcurrencyGroup group : request.groups()) {
			Long nanos = (group.next() == request) ? group.nanosUntilStart(now) : null;
			if (nanos == null) {
				return false;
			}
			wait = Math.max(wait, nanos);
		}
		if (wait > 0) {
			this.wakeUps.add(request, now + wait);
		}
		return wait == 0;
	}

	private void grant(PermitRequest request, List<PermitRequest> decided) {
		dequeue(request);
		request.grant(take(request.groups(), false));
		decided.add(request);
	}

	private Permit take(List<ConcurrencyGroup> groups, boolean started) {
		for (ConcurrencyGroup group : groups) {
			group.take();
		}
		return new Permit(this, groups, started);
	}

	private void fail(PermitRequest request, Throwable failure, List<PermitRequest> decided) {
		dequeue(request);
		request.fail(failure);
		decided.add(request);
	}

	private void dequeue(PermitRequest request) {
		request.waitNoLonger();
		request.groups().forEach((group) -> group.dequeue(request));
		this.wakeUps.remove(request);
	}

	/**
	 * Change of groups or requests under the lock.
	 */
	private interface Change {

		/**
		 * Make the change.
		 * @param decided requests that the change decides are added
		 */
		void make(List<PermitRequest> decided);

	}

}
