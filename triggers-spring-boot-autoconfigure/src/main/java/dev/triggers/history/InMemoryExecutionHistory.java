package dev.triggers.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
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
 * and if one execution has too many, its last ones. Besides them, an execution takes less
 * than 1 KB. Thread-safe.
 *
 * @since 1.0.0
 */
public final class InMemoryExecutionHistory implements ExecutionHistory {

	private final int maxExecutions;

	private final long maxSize;

	private final Map<String, Recent> triggers = new ConcurrentHashMap<>();

	// of the failures of all triggers, taken under that of a trigger or alone
	private final ReentrantLock lock = new ReentrantLock();

	// both are guarded by the lock; the first is of all triggers, oldest first
	private final Set<KeptExecution> withFailures = new LinkedHashSet<>();

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
		return (recent != null) ? recent : this.triggers.computeIfAbsent(trigger, (name) -> new Recent());
	}

	private KeptExecution keep(RecordedExecution execution) {
		if (execution.failures().isEmpty()) {
			return new KeptExecution(execution, List.of());
		}
		this.lock.lock();
		try {
			KeptExecution kept = new KeptExecution(execution, keep(execution.failures()));
			if (!kept.failures().isEmpty()) {
				this.withFailures.add(kept);
			}
			return kept;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void drop(KeptExecution execution) {
		if (!execution.failures().isEmpty()) {
			this.lock.lock();
			try {
				dropFailures(execution);
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
			while (isFull() && !this.withFailures.isEmpty()) {
				dropFailures(this.withFailures.iterator().next());
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

	private void dropFailures(KeptExecution execution) {
		if (this.withFailures.remove(execution)) {
			execution.failures().forEach(this.texts::release);
			execution.forgetFailures();
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

		// both are guarded by the lock; oldest first
		private final Deque<KeptExecution> executions = new ArrayDeque<>();

		private boolean forgotten;

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
				while (this.executions.size() >= InMemoryExecutionHistory.this.maxExecutions) {
					drop(this.executions.removeFirst());
				}
				this.executions.addLast(keep(execution));
				return true;
			}
			finally {
				this.lock.unlock();
			}
		}

		List<RecordedExecution> newestFirst() {
			this.lock.lock();
			try {
				List<RecordedExecution> recorded = new ArrayList<>(this.executions.size());
				this.executions.descendingIterator().forEachRemaining((kept) -> recorded.add(kept.recorded()));
				return Collections.unmodifiableList(recorded);
			}
			finally {
				this.lock.unlock();
			}
		}

		/**
		 * Find an execution, the newest one if somebody has asked for two of the same id.
		 */
		@Nullable RecordedExecution find(ExecutionId id) {
			this.lock.lock();
			try {
				Iterator<KeptExecution> newestFirst = this.executions.descendingIterator();
				while (newestFirst.hasNext()) {
					KeptExecution kept = newestFirst.next();
					if (kept.id().equals(id)) {
						return kept.recorded();
					}
				}
				return null;
			}
			finally {
				this.lock.unlock();
			}
		}

		void forget() {
			this.lock.lock();
			try {
				this.forgotten = true;
				this.executions.forEach(InMemoryExecutionHistory.this::drop);
				this.executions.clear();
			}
			finally {
				this.lock.unlock();
			}
		}

	}

}
