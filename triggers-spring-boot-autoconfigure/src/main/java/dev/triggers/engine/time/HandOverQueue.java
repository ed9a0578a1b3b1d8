package dev.triggers.engine.time;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Queue of a pool that takes a task at once only if a thread waits for one, so that the
 * pool prefers new threads to waiting tasks. Of the threads that wait, the one that came
 * last gets the task, so that those that are not needed can end. Thread-safe.
 * <p>
 * A {@link java.util.concurrent.LinkedTransferQueue} has most of that built in, but up to
 * JDK 20 each of its waiting threads spins and yields before it sleeps: two hundred that
 * became idle once a second took a third of two processors. In other queues the threads
 * wake one another in turn, which is late for the last.
 */
final class HandOverQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {

	private final ReentrantLock lock = new ReentrantLock();

	// both are guarded by the lock, and one of them is empty
	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final Deque<Waiter> waiters = new ArrayDeque<>();

	// number of tasks; written under the lock
	private volatile int size;

	/**
	 * Hand a task over to a thread that waits.
	 * @return {@code false} if there is none
	 */
	@Override
	public boolean offer(Runnable task) {
		return handOver(task, false);
	}

	/**
	 * Hand a task over to a thread that waits, or let it wait for one.
	 */
	void enqueue(Runnable task) {
		handOver(task, true);
	}

	private boolean handOver(Runnable task, boolean wait) {
		Waiter waiter;
		this.lock.lock();
		try {
			waiter = this.waiters.poll();
			if (waiter != null) {
				waiter.task = task;
			}
			else if (wait) {
				this.tasks.add(task);
				this.size++;
			}
		}
		finally {
			this.lock.unlock();
		}
		if (waiter != null) {
			LockSupport.unpark(waiter.thread);
		}
		return waiter != null;
	}

	@Override
	public boolean offer(Runnable task, long timeout, TimeUnit unit) {
		return offer(task);
	}

	@Override
	public void put(Runnable task) {
		enqueue(task);
	}

	@Override
	public Runnable take() throws InterruptedException {
		Waiter waiter = new Waiter();
		Runnable task = takeOrWait(waiter);
		while (task == null) {
			LockSupport.park(this);
			task = received(waiter);
		}
		return task;
	}

	@Override
	public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
		long end = System.nanoTime() + unit.toNanos(timeout);
		Waiter waiter = new Waiter();
		Runnable task = takeOrWait(waiter);
		while (task == null) {
			long left = end - System.nanoTime();
			if (left <= 0 && withdraw(waiter)) {
				return null;
			}
			LockSupport.parkNanos(this, left);
			task = received(waiter);
		}
		return task;
	}

	private @Nullable Runnable takeOrWait(Waiter waiter) {
		this.lock.lock();
		try {
			Runnable task = poll();
			if (task == null) {
				this.waiters.push(waiter);
			}
			return task;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Runnable received(Waiter waiter) throws InterruptedException {
		Runnable task = waiter.task;
		if (task == null && Thread.interrupted()) {
			if (withdraw(waiter)) {
				throw new InterruptedException();
			}
			// somebody has handed a task over just now
			Thread.currentThread().interrupt();
			return waiter.task;
		}
		return task;
	}

	/**
	 * Let a thread wait no longer.
	 * @return {@code false} if it has got a task
	 */
	private boolean withdraw(Waiter waiter) {
		this.lock.lock();
		try {
			return this.waiters.remove(waiter);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable Runnable poll() {
		this.lock.lock();
		try {
			Runnable task = this.tasks.poll();
			this.size = this.tasks.size();
			return task;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable Runnable peek() {
		this.lock.lock();
		try {
			return this.tasks.peek();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean remove(@Nullable Object task) {
		this.lock.lock();
		try {
			boolean removed = this.tasks.remove(task);
			this.size = this.tasks.size();
			return removed;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public int drainTo(Collection<? super Runnable> drained) {
		return drainTo(drained, Integer.MAX_VALUE);
	}

	@Override
	public int drainTo(Collection<? super Runnable> drained, int most) {
		this.lock.lock();
		try {
			int number = Math.min(most, this.tasks.size());
			for (int index = 0; index < number; index++) {
				drained.add(this.tasks.remove());
			}
			this.size = this.tasks.size();
			return number;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public int size() {
		return this.size;
	}

	@Override
	public int remainingCapacity() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Return the tasks that wait now; it cannot remove them.
	 */
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

	/**
	 * Thread that waits for a task.
	 */
	private static final class Waiter {

		private final Thread thread = Thread.currentThread();

		// written under the lock of the queue
		private volatile @Nullable Runnable task;

	}

}
