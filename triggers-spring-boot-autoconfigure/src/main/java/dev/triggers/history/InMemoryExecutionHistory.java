package dev.triggers.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

	private final ReentrantLock lock = new ReentrantLock();

	// all below are guarded by the lock

	// oldest first
	private final Map<String, Deque<Entry>> triggers = new HashMap<>();

	// of all triggers, oldest first
	private final Set<Entry> withFailures = new LinkedHashSet<>();

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
		this.lock.lock();
		try {
			Deque<Entry> entries = this.triggers.computeIfAbsent(execution.firing().trigger(),
					(name) -> new ArrayDeque<>());
			while (entries.size() >= this.maxExecutions) {
				dropFailures(entries.removeFirst());
			}
			Entry entry = new Entry(with(execution, keep(execution.failures())));
			entries.addLast(entry);
			if (!entry.execution.failures().isEmpty()) {
				this.withFailures.add(entry);
			}
		}
		finally {
			this.lock.unlock();
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
		return kept;
	}

	private boolean isFull() {
		return this.texts.size() > this.maxSize;
	}

	private void dropFailures(Entry entry) {
		if (this.withFailures.remove(entry)) {
			entry.execution.failures().forEach(this.texts::release);
			entry.execution = with(entry.execution, List.of());
		}
	}

	private static RecordedExecution with(RecordedExecution execution, List<RecordedFailure> failures) {
		return new RecordedExecution(execution.id(), execution.firing(), execution.startTime(), execution.duration(),
				execution.outcome(), execution.elements(), failures);
	}

	@Override
	public List<RecordedExecution> executions(String trigger) {
		this.lock.lock();
		try {
			List<RecordedExecution> executions = new ArrayList<>();
			entries(trigger).descendingIterator().forEachRemaining((entry) -> executions.add(entry.execution));
			return Collections.unmodifiableList(executions);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable RecordedExecution find(String trigger, ExecutionId id) {
		this.lock.lock();
		try {
			return entries(trigger).stream()
				.map((entry) -> entry.execution)
				.filter((execution) -> execution.id().equals(id))
				.findFirst()
				.orElse(null);
		}
		finally {
			this.lock.unlock();
		}
	}

	private Deque<Entry> entries(String trigger) {
		return this.triggers.getOrDefault(trigger, new ArrayDeque<>(0));
	}

	@Override
	public void forget(String trigger) {
		this.lock.lock();
		try {
			Deque<Entry> entries = this.triggers.remove(trigger);
			if (entries != null) {
				entries.forEach(this::dropFailures);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * One execution, of which another version takes the place when its failures are
	 * forgotten.
	 */
	private static final class Entry {

		private RecordedExecution execution;

		private Entry(RecordedExecution execution) {
			this.execution = execution;
		}

	}

}
