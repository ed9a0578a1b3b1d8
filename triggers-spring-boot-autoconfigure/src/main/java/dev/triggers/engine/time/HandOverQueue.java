package dev.triggers.engine.time;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Queue of a pool that lets only some of its threads take tasks, as few as get them done.
 * <p>
 * Many threads that each do very little cost more than what they do. So tasks go to as
 * many threads as there are processors, besides those that were busy when there was
 * nothing to do last, which probably block. Whoever watches lets {@link #grow() more}
 * threads take part when tasks wait and are not being done. The thread that became idle
 * last gets the next task, so that others can end.
 * <p>
 * A pool asks {@link #offer} whether a thread takes the task; if the answer is
 * {@code false}, it makes a new one, which counts as busy, for it. Thread-safe.
 */
final class HandOverQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {

	private static final int FACTOR = 4;

	private final int processors;

	private final int maxThreads;

	private final Runnable onBacklog;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Thread maker;

	// all below are guarded by the lock
	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private final Deque<Taker> idle = new ArrayDeque<>();

	private int busy;

	// threads of those that are made to take what waits
	private int coming;

	private int allowed;

	private long done;

	/**
	 * Create a queue.
	 * @param processors number of threads that can do something at once
	 * @param maxThreads most threads of the pool
	 * @param onBacklog called, without the lock, when the first task has to wait
	 */
	HandOverQueue(int processors, int maxThreads, Runnable onBacklog) {
		this.processors = Math.min(processors, maxThreads);
		this.maxThreads = maxThreads;
		this.onBacklog = onBacklog;
		this.allowed = this.processors;
	}

	/**
	 * Set who only ever offers something to have a thread made, as {@link #grow()} asked
	 * for.
	 */
	void setMaker(Thread maker) {
		this.maker = maker;
	}

	/**
	 * Take a task, if a thread does or it can wait.
	 * @return {@code false} if the pool is to make a thread for it
	 */
	@Override
	public boolean offer(Runnable task) {
		if (Thread.currentThread() == this.maker) {
			return false;
		}
		Taker taker;
		this.lock.lock();
		try {
			// first come, first served
			if (this.busy >= this.allowed || !this.tasks.isEmpty()) {
				this.tasks.addLast(task);
				if (this.tasks.size() > 1) {
					return true;
				}
				taker = null;
			}
			else {
				this.busy++;
				taker = this.idle.pollFirst();
				if (taker == null) {
					return false;
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		if (taker != null) {
			taker.take(task);
		}
		else {
			this.onBacklog.run();
		}
		return true;
	}

	/**
	 * Let a task wait for which there can be no thread.
	 */
	void enqueue(Runnable task) {
		this.lock.lock();
		try {
			this.busy--;
			this.tasks.addLast(task);
		}
		finally {
			this.lock.unlock();
		}
		this.onBacklog.run();
	}

	/**
	 * Take note that a thread is not made after all.
	 */
	void notMade() {
		this.lock.lock();
		try {
			this.busy--;
			this.coming = Math.max(0, this.coming - 1);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note that a thread has done a task.
	 */
	void done() {
		this.lock.lock();
		try {
			this.busy--;
			this.coming = Math.max(0, this.coming - 1);
			this.done++;
			if (this.tasks.isEmpty()) {
				// whoever is busy still, probably blocks
				this.allowed = Math.min(this.maxThreads, this.busy + this.processors);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many tasks have been done so far.
	 */
	long countDone() {
		this.lock.lock();
		try {
			return this.done;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether tasks wait although all threads that there can be are busy.
	 */
	boolean isSaturated() {
		this.lock.lock();
		try {
			return !this.tasks.isEmpty() && this.busy >= this.maxThreads && this.coming == 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many threads are busy, or are about to be.
	 */
	int countBusy() {
		this.lock.lock();
		try {
			return this.busy;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let four times as many threads take tasks, as far as there are tasks.
	 * @return how many threads the pool is to make for that, which count as busy already
	 */
	int grow() {
		List<Taker> takers = new ArrayList<>();
		List<Runnable> taken = new ArrayList<>();
		int made = 0;
		this.lock.lock();
		try {
			this.allowed = Math.min(this.maxThreads, Math.max(this.allowed, this.busy) * FACTOR);
			while (this.coming < this.tasks.size() && this.busy < this.allowed) {
				this.busy++;
				Taker taker = this.idle.pollFirst();
				if (taker != null) {
					takers.add(taker);
					taken.add(this.tasks.pollFirst());
				}
				else {
					made++;
					this.coming++;
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		for (int index = 0; index < takers.size(); index++) {
			takers.get(index).take(taken.get(index));
		}
		return made;
	}

	@Override
	public Runnable take() throws InterruptedException {
		Runnable task = null;
		while (task == null) {
			task = poll(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
		}
		return task;
	}

	@Override
	public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
		Taker taker;
		this.lock.lockInterruptibly();
		try {
			Runnable task = next();
			if (task != null) {
				return task;
			}
			taker = new Taker(Thread.currentThread());
			this.idle.addFirst(taker);
		}
		finally {
			this.lock.unlock();
		}
		return await(taker, unit.toNanos(timeout));
	}

	private @Nullable Runnable next() {
		Runnable task = (this.busy < this.allowed) ? this.tasks.pollFirst() : null;
		if (task != null) {
			this.busy++;
		}
		return task;
	}

	private @Nullable Runnable await(Taker taker, long nanos) throws InterruptedException {
		long left = nanos;
		long start = System.nanoTime();
		while (taker.task == null && left > 0 && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, left);
			left = nanos - (System.nanoTime() - start);
		}
		if (taker.task == null) {
			leave(taker);
		}
		if (taker.task == null && Thread.interrupted()) {
			throw new InterruptedException();
		}
		return taker.task;
	}

	private void leave(Taker taker) {
		this.lock.lock();
		try {
			if (!this.idle.remove(taker)) {
				// somebody gives it a task at this moment
				while (taker.task == null) {
					Thread.onSpinWait();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable Runnable poll() {
		this.lock.lock();
		try {
			return next();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable Runnable peek() {
		this.lock.lock();
		try {
			return this.tasks.peekFirst();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public int size() {
		this.lock.lock();
		try {
			return this.tasks.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void clear() {
		this.lock.lock();
		try {
			this.tasks.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean remove(@Nullable Object task) {
		this.lock.lock();
		try {
			return this.tasks.remove(task);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public Iterator<Runnable> iterator() {
		this.lock.lock();
		try {
			return new ArrayList<>(this.tasks).iterator();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void put(Runnable task) {
		throw new UnsupportedOperationException("The pool offers");
	}

	@Override
	public boolean offer(Runnable task, long timeout, TimeUnit unit) {
		return offer(task);
	}

	@Override
	public int remainingCapacity() {
		return Integer.MAX_VALUE;
	}

	@Override
	public int drainTo(Collection<? super Runnable> target) {
		return drainTo(target, Integer.MAX_VALUE);
	}

	@Override
	public int drainTo(Collection<? super Runnable> target, int most) {
		this.lock.lock();
		try {
			int drained = 0;
			for (Runnable task = null; drained < most && (task = this.tasks.pollFirst()) != null; drained++) {
				target.add(task);
			}
			return drained;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Thread that waits for a task.
	 */
	private static final class Taker {

		private final Thread thread;

		// written once by whoever has taken this from the idle ones
		private volatile @Nullable Runnable task;

		private Taker(Thread thread) {
			this.thread = thread;
		}

		private void take(Runnable task) {
			this.task = task;
			LockSupport.unpark(this.thread);
		}

	}

}
