package dev.triggers.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.history.ExecutionHistory;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.execution.history.RecordedFailure;

/**
 * Remembers the last executions of each trigger in memory. Their failures altogether take
 * at most a given size: beyond it, those of the oldest executions are forgotten first,
 * and if one execution has too many, its last ones. Besides them, an execution takes
 * about 100 bytes. Thread-safe.
 *
 * @since 1.0.0
 */
public final class InMemoryExecutionHistory implements ExecutionHistory {

	private final int maxExecutions;

	private final long maxSize;

	private final Map<String, Recent> triggers = new ConcurrentHashMap<>();

	// of the failures of all triggers, taken under that of a trigger or alone
	private final ReentrantLock lock = new ReentrantLock();

	// both are guarded by the lock; the first is of all executions, oldest first
	private final Set<KeptFailures> failures = new LinkedHashSet<>();

	private final SharedTexts texts = new SharedTexts();

	/**
	 * Create a history.
	 * @param maxExecutions number of executions of each trigger that are remembered
	 * @param maxSize most memory for the failures of all triggers
	 */
	public InMemoryExecutionHistory(int maxExecutions, DataSize maxSize) {
		Assert.isTrue(maxExecutions >= 0, "'maxExecutions' must not be negative");
		Assert.isTrue(!maxSize.isNegative(), "'maxSize' must not be negative");
		this.maxExecutions = maxExecutions;
		this.maxSize = maxSize.toBytes();
	}

	@Override
	public void record(RecordedExecution execution) {
		if (this.maxExecutions == 0) {
			return;
		}
		boolean recorded = false;
		while (!recorded) {
			// else it was forgotten just now
			recorded = recent(execution.firing().trigger()).add(execution);
		}
	}

	private Recent recent(String trigger) {
		Recent recent = this.triggers.get(trigger);
		return (recent != null) ? recent : this.triggers.computeIfAbsent(trigger, Recent::new);
	}

	private KeptFailures keep(RecordedExecution execution) {
		if (execution.failures().isEmpty()) {
			return KeptFailures.NONE;
		}
		this.lock.lock();
		try {
			KeptFailures kept = new KeptFailures(keep(execution.failures()));
			if (!kept.isEmpty()) {
				this.failures.add(kept);
			}
			return kept;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void drop(KeptFailures dropped) {
		if (!dropped.isEmpty()) {
			this.lock.lock();
			try {
				forget(dropped);
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	/**
	 * Keep as many of the failures as there can be room for.
	 */
	private List<RecordedFailure> keep(List<RecordedFailure> failures) {
		List<RecordedFailure> kept = new ArrayList<>(failures.size());
		for (RecordedFailure failure : failures) {
			RecordedFailure shared = this.texts.keep(failure);
			while (isFull() && !this.failures.isEmpty()) {
				forget(this.failures.iterator().next());
			}
			if (isFull()) {
				this.texts.release(shared);
				break;
			}
			kept.add(shared);
		}
		return List.copyOf(kept);
	}

	private boolean isFull() {
		return this.texts.size() > this.maxSize;
	}

	private void forget(KeptFailures forgotten) {
		if (this.failures.remove(forgotten)) {
			forgotten.get().forEach(this.texts::release);
			forgotten.forget();
		}
	}

	@Override
	public List<RecordedExecution> executions(String trigger) {
		Recent recent = this.triggers.get(trigger);
		return (recent != null) ? recent.newestFirst() : List.of();
	}

	@Override
	public @Nullable RecordedExecution find(String trigger, ExecutionId id) {
		Recent recent = this.triggers.get(trigger);
		return (recent != null) ? recent.find(id) : null;
	}

	@Override
	public void forget(String trigger) {
		Recent recent = this.triggers.remove(trigger);
		if (recent != null) {
			recent.forget();
		}
	}

	/**
	 * Last executions of one trigger.
	 */
	private final class Recent {

		private final ReentrantLock lock = new ReentrantLock();

		// both are guarded by the lock
		private final ExecutionRing executions;

		private boolean forgotten;

		Recent(String trigger) {
			this.executions = new ExecutionRing(trigger, InMemoryExecutionHistory.this.maxExecutions);
		}

		/**
		 * Add an execution.
		 * @return {@code false} if the trigger was forgotten
		 */
		boolean add(RecordedExecution execution) {
			this.lock.lock();
			try {
				if (this.forgotten) {
					return false;
				}
				if (this.executions.isFull()) {
					drop(this.executions.removeOldest());
				}
				this.executions.add(execution, keep(execution));
				return true;
			}
			finally {
				this.lock.unlock();
			}
		}

		List<RecordedExecution> newestFirst() {
			this.lock.lock();
			try {
				return this.executions.newestFirst();
			}
			finally {
				this.lock.unlock();
			}
		}

		@Nullable RecordedExecution find(ExecutionId id) {
			this.lock.lock();
			try {
				return this.executions.find(id);
			}
			finally {
				this.lock.unlock();
			}
		}

		void forget() {
			this.lock.lock();
			try {
				this.forgotten = true;
				while (!this.executions.isEmpty()) {
					drop(this.executions.removeOldest());
				}
			}
			finally {
				this.lock.unlock();
			}
		}

	}

}
