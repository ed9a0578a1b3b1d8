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

	PermitRequest request(Collection<ConcurrencyGroup> groups) {
		List<ConcurrencyGroup> distinct = List.copyOf((groups.size() > 1) ? new LinkedHashSet<>(groups) : groups);
		distinct.forEach((group) -> Assert.isTrue(group.isIn(this),
				() -> "Concurrency group '" + group.name() + "' does not belong to these groups"));
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
		settle(change((decided) -> {
			long now = this.timer.nanoTime();
			groups.forEach((group) -> group.start(now));
			// whoever is next may know now how long it has to wait
			review(groups, decided);
		}));
	}

	void released(List<ConcurrencyGroup> groups, boolean started) {
		settle(change((decided) -> {
			groups.forEach((group) -> group.giveBack(started));
			review(groups, decided);
		}));
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
		long now = this.timer.nanoTime();
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
		request.groups().forEach(ConcurrencyGroup::take);
		request.grant(new Permit(this, request.groups()));
		decided.add(request);
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
