package dev.triggers.engine.bulk;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the slots of one {@link ElementLoop}, and says which of them take elements.
 * Thread-safe.
 */
final class ElementSlots {

	/**
	 * Most slots without groups that take elements, one after the other, on threads of
	 * their own.
	 */
	private static final int MAX_READY = 2;

	private final int concurrency;

	private final boolean limited;

	private final ReentrantLock lock = new ReentrantLock();

	// all below are guarded by the lock
	private int slots = 1;

	// those that wait for a thread, for an element, or to be let pass with it
	private int ready = 1;

	private boolean admitting;

	/**
	 * Create the first slot, which is to begin.
	 * @param concurrency the most slots, or 0 for any number
	 * @param limited whether calls wait for groups
	 */
	ElementSlots(int concurrency, boolean limited) {
		this.concurrency = concurrency;
		this.limited = limited;
	}

	/**
	 * Let a slot take its first element, or leave because another one has taken an
	 * element that waits to be let pass: that one adds a slot when it is.
	 */
	boolean mayBegin() {
		this.lock.lock();
		try {
			if (this.admitting) {
				this.ready--;
				this.slots--;
				return false;
			}
			this.admitting = this.limited;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let a slot whose call has ended take its next element, or leave because enough
	 * others do: without groups one that reads and one that waits to read next, with
	 * groups one whose element waits to be let pass.
	 */
	boolean mayGoOn() {
		this.lock.lock();
		try {
			boolean enough = this.limited ? this.admitting : this.ready >= MAX_READY;
			if (enough) {
				this.slots--;
				return false;
			}
			this.ready++;
			this.admitting = this.limited;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let other slots take elements: the one that a slot took, if any, will not be let
	 * pass.
	 */
	void waitsNoLonger() {
		this.lock.lock();
		try {
			this.ready--;
			this.admitting = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note that the element of a slot was let pass, and add a slot for the next one,
	 * unless there is one that is about to take it.
	 * @param exhausted whether there is no further element
	 * @return {@code true} if a slot was added, which is to begin
	 */
	boolean mayAdd(boolean exhausted) {
		this.lock.lock();
		try {
			this.ready--;
			this.admitting = false;
			boolean full = this.concurrency > 0 && this.slots >= this.concurrency;
			if (exhausted || full || this.ready > 0) {
				return false;
			}
			this.ready++;
			this.slots++;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note that a slot that was added cannot begin.
	 */
	void getsNoThread() {
		this.lock.lock();
		try {
			this.ready--;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let a slot leave.
	 * @return {@code true} if it was the last
	 */
	boolean leave() {
		this.lock.lock();
		try {
			this.slots--;
			return this.slots == 0;
		}
		finally {
			this.lock.unlock();
		}
	}

}
