package dev.triggers.engine.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.triggers.engine.bulk.BulkExecution;
import dev.triggers.engine.runner.AskedExecutions.Asked;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Progress;

/**
 * Executions of one trigger that have not yet ended, or are still being reported. They
 * are added and removed under the lock of the trigger, and read without it.
 */
final class ExecutionsUnderWay {

	// oldest first
	private volatile List<Entry> entries = List.of();

	void add(Entry entry) {
		if (isEmpty()) {
			this.entries = List.of(entry);
			return;
		}
		List<Entry> more = new ArrayList<>(this.entries);
		more.add(entry);
		this.entries = List.copyOf(more);
	}

	void remove(Entry entry) {
		List<Entry> present = this.entries;
		this.entries = (present.size() == 1 && present.get(0) == entry) ? List.of()
				: present.stream().filter((other) -> other != entry).toList();
	}

	boolean contains(Entry entry) {
		return this.entries.contains(entry);
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	List<Entry> all() {
		return this.entries;
	}

	/**
	 * Return how far the oldest execution is, or {@code null} if there is none.
	 */
	@Nullable Progress progress() {
		List<Entry> present = this.entries;
		return (present.isEmpty()) ? null : present.get(0).execution().progress();
	}

	List<Execution> snapshots() {
		return snapshots(this.entries.stream());
	}

	List<Execution> unresponsive() {
		return snapshots(this.entries.stream().filter(Entry::isUnresponsive));
	}

	private static List<Execution> snapshots(Stream<Entry> entries) {
		return entries.map((entry) -> entry.execution().snapshot()).toList();
	}

	/**
	 * Return the executions that have not yet been counted; called under the lock of the
	 * trigger.
	 */
	List<BulkExecution> uncounted() {
		return this.entries.stream().filter((entry) -> !entry.counted).map(Entry::execution).toList();
	}

	/**
	 * Return the threads that executions are on.
	 */
	List<Thread> threads() {
		return this.entries.stream().flatMap((entry) -> entry.execution().threads().stream()).toList();
	}

	/**
	 * One execution.
	 */
	static final class Entry {

		private final BulkExecution execution;

		private final @Nullable Asked asked;

		private final AtomicBoolean unresponsive = new AtomicBoolean();

		// guarded by the lock of the trigger
		private boolean ended;

		private boolean abandoned;

		private boolean counted;

		Entry(BulkExecution execution, @Nullable Asked asked) {
			this.execution = execution;
			this.asked = asked;
		}

		BulkExecution execution() {
			return this.execution;
		}

		/**
		 * Return who asked for the execution, or {@code null} if the schedule did.
		 */
		@Nullable Asked asked() {
			return this.asked;
		}

		boolean isUnresponsive() {
			return this.unresponsive.get();
		}

		/**
		 * Take note that the execution ignores interrupts.
		 * @return {@code false} if that is known already
		 */
		boolean markUnresponsive() {
			return this.unresponsive.compareAndSet(false, true);
		}

		void end() {
			this.ended = true;
		}

		/**
		 * Take note that the statistics have the execution.
		 */
		void count() {
			this.counted = true;
		}

		/**
		 * Wait for the execution no longer.
		 * @return {@code false} if it has ended already
		 */
		boolean abandon() {
			boolean late = this.ended || this.abandoned;
			this.abandoned = true;
			return !late;
		}

		boolean isAbandoned() {
			return this.abandoned;
		}

	}

}
