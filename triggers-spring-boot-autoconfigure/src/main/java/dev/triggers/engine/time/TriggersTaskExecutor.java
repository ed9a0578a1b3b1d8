package dev.triggers.engine.time;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Pool that executes on platform threads: it takes an idle thread if there is one, else a
 * new one up to the maximum, and queues only when all of them are taken. Tasks that are
 * {@linkplain #executeShort expected to be short} share a few of the threads.
 * <p>
 * Threads that are idle for a minute end, except one. It goes on while the context
 * closes, so that executions under way can finish.
 *
 * @since 1.0.0
 */
public final class TriggersTaskExecutor extends ThreadPoolTaskExecutor {

	// made anew with each pool
	private volatile @Nullable ShortTasks shortTasks;

	private final AtomicBoolean saturated = new AtomicBoolean();

	private boolean decorated;

	private volatile Runnable saturationListener = () -> {
	};

	/**
	 * Create a pool.
	 * @param maxThreads most threads at once
	 */
	public TriggersTaskExecutor(int maxThreads) {
		setCorePoolSize(1);
		setMaxPoolSize(maxThreads);
		setAcceptTasksAfterContextClose(true);
		setRejectedExecutionHandler(this::queue);
	}

	/**
	 * Set what decorates each task. Each gets a thread of its own then, since a decorator
	 * may rely on that.
	 */
	@Override
	public void setTaskDecorator(TaskDecorator taskDecorator) {
		super.setTaskDecorator(taskDecorator);
		this.decorated = true;
	}

	/**
	 * Set who is told, once per burst, that all threads are taken.
	 * @param listener called on the thread that hands over; should not block
	 */
	public void setSaturationListener(Runnable listener) {
		this.saturationListener = listener;
	}

	/**
	 * Execute a task that is expected to be short, after others of that kind on the same
	 * few threads. If it takes longer, those behind it get other threads.
	 * @param task the task
	 * @throws RejectedExecutionException if the pool has been shut down
	 */
	void executeShort(Runnable task) {
		ShortTasks tasks = this.shortTasks;
		if (this.decorated || tasks == null) {
			execute(task);
		}
		else {
			tasks.execute(task);
		}
	}

	@Override
	protected ExecutorService initializeExecutor(ThreadFactory threadFactory, RejectedExecutionHandler handler) {
		ExecutorService executor = super.initializeExecutor(threadFactory, handler);
		int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
		this.shortTasks = new ShortTasks(this, this::isCongested, this::watch,
				(time) -> LockSupport.parkNanos(time.toNanos()), Math.min(processors, getMaxPoolSize()),
				getMaxPoolSize());
		return executor;
	}

	@Override
	public void initiateShutdown() {
		closeShortTasks();
		super.initiateShutdown();
	}

	@Override
	public void shutdown() {
		closeShortTasks();
		super.shutdown();
	}

	private void closeShortTasks() {
		ShortTasks tasks = this.shortTasks;
		if (tasks != null) {
			tasks.close();
		}
	}

	/**
	 * Return whether tasks wait for a thread.
	 */
	boolean isCongested() {
		return !getThreadPoolExecutor().getQueue().isEmpty();
	}

	@Override
	protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
		return new HandOverQueue();
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable ex) {
		super.afterExecute(task, ex);
		if (this.saturated.get() && !isCongested()) {
			this.saturated.set(false);
		}
	}

	private void watch(Runnable watch) {
		Thread thread = createThread(watch);
		thread.setName(getThreadNamePrefix() + "watch");
		thread.setDaemon(true);
		thread.start();
	}

	private void queue(Runnable task, ThreadPoolExecutor executor) {
		if (executor.isShutdown()) {
			throw new RejectedExecutionException("Executor of triggers has been shut down");
		}
		((HandOverQueue) executor.getQueue()).enqueue(task);
		if (this.saturated.compareAndSet(false, true)) {
			this.saturationListener.run();
		}
	}

}
