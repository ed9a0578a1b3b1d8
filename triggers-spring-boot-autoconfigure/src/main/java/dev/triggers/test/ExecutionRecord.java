package dev.triggers.test;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.ExecutionListener;

/**
 * Record of what executed in one test.
 */
final class ExecutionRecord implements ExecutionListener {

	/**
	 * Number of executions that are kept; older ones are forgotten.
	 */
	static final int MAX_RESULTS = 100_000;

	/**
	 * Number of executions of one trigger that are due at the same moment after which it
	 * is said to be endless.
	 */
	static final int MAX_AT_ONCE = 10_000;

	private final VirtualTime time;

	private final ReentrantLock lock = new ReentrantLock();

	// all that follows is guarded by the lock
	private final Map<ExecutionId, Execution> underWay = new LinkedHashMap<>();

	private final Deque<TriggerResult> results = new ArrayDeque<>();

	private final Map<String, DueCount> counts = new HashMap<>();

	private long ended;

	/**
	 * Create a record.
	 * @param time is told if a trigger is endless
	 */
	ExecutionRecord(VirtualTime time) {
		this.time = time;
	}

	@Override
	public void onEvent(ExecutionEvent event) {
		this.lock.lock();
		try {
			if (event instanceof ExecutionEvent.Started started) {
				begin(started.execution());
			}
			else if (event instanceof ExecutionEvent.Finished finished) {
				end(finished.execution());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void begin(Execution execution) {
		this.underWay.put(execution.id(), execution);
		Execution.Firing firing = execution.firing();
		if (firing.cause() == Cause.SCHEDULED) {
			DueCount count = this.counts.merge(firing.triggerName(), new DueCount(firing.scheduledTime(), 1),
					DueCount::plus);
			// not just once, since a test may go on after that
			if (count.executions() >= MAX_AT_ONCE) {
				this.time.endless("Trigger '" + firing.triggerName() + "' executed " + count.executions() + " times at "
						+ firing.scheduledTime() + ", since its interval is zero and no time passed. Give it an "
						+ "interval in the properties of this test, such as triggers.instances." + firing.triggerName()
						+ ".every=1s");
			}
		}
	}

	private void end(Execution execution) {
		// one of an earlier test may end in a later one
		if (this.underWay.remove(execution.id()) != null) {
			this.results.add(new TriggerResult(execution));
			this.ended++;
			if (this.results.size() > MAX_RESULTS) {
				this.results.remove();
			}
		}
	}

	/**
	 * Return the executions that have begun and not ended.
	 */
	Collection<Execution> underWay() {
		this.lock.lock();
		try {
			return List.copyOf(this.underWay.values());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the number of executions that have ended.
	 */
	long ended() {
		this.lock.lock();
		try {
			return this.ended;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the executions in the order of their end.
	 * @param first number of executions to leave out
	 */
	List<TriggerResult> results(long first) {
		this.lock.lock();
		try {
			long forgotten = this.ended - this.results.size();
			return this.results.stream().skip(Math.max(0, first - forgotten)).toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget all.
	 */
	void clear() {
		this.lock.lock();
		try {
			this.underWay.clear();
			this.results.clear();
			this.counts.clear();
			this.ended = 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How often a trigger executed at one moment.
	 *
	 * @param time when it was due
	 * @param executions number of executions
	 */
	private record DueCount(Instant time, int executions) {

		DueCount plus(DueCount more) {
			return (this.time.equals(more.time)) ? new DueCount(this.time, this.executions + more.executions) : more;
		}

	}

}
