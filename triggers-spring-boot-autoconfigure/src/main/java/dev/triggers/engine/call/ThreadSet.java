package dev.triggers.engine.call;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Set of threads that has no more than one most of the time, for which it needs no
 * memory.
 */
final class ThreadSet {

	private @Nullable Thread one;

	private @Nullable Set<Thread> others;

	/**
	 * Add a thread.
	 * @return {@code false} if it is there already
	 */
	boolean add(Thread thread) {
		if (contains(thread)) {
			return false;
		}
		if (this.one == null) {
			this.one = thread;
			return true;
		}
		if (this.others == null) {
			this.others = new HashSet<>();
		}
		return this.others.add(thread);
	}

	/**
	 * Remove a thread.
	 * @return {@code false} if it is not there
	 */
	boolean remove(Thread thread) {
		if (thread == this.one) {
			this.one = null;
			return true;
		}
		return this.others != null && this.others.remove(thread);
	}

	boolean contains(Thread thread) {
		return thread == this.one || (this.others != null && this.others.contains(thread));
	}

	void addTo(Collection<Thread> threads) {
		if (this.one != null) {
			threads.add(this.one);
		}
		if (this.others != null) {
			threads.addAll(this.others);
		}
	}

}
