package dev.triggers.engine.time;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.Assert;

/**
 * Pool that executes on platform threads: on as many as there are processors, as long as
 * they get done what comes, and within milliseconds on ever more up to the maximum when
 * they block. Tasks queue for good only when all of these are taken.
 * <p>
 * Threads that are idle for a minute end. The pool goes on while the context closes, so
 * that executions under way can finish.
 *
 * @since 1.0.0
 */
public final class TriggersTaskExecutor extends ThreadPoolTaskExecutor {

	private final AtomicBoolean saturated = new AtomicBoolean();

	private volatile Runnable saturationListener = () -> {
	};

	// made anew whenever the pool is
	private volatile @Nullable BacklogWatch watch;

	/**
	 * Create a pool.
	 * @param maxThreads most threads at once
	 */
	public TriggersTaskExecutor(int maxThreads) {
		setCorePoolSize(0);
		setMaxPoolSize(maxThreads);
		setAcceptTasksAfterContextClose(true);
		setRejectedExecutionHandler(this::refused);
	}

	/**
	 * Set who is told, once per burst, that all threads are taken.
	 * @param listener called on a thread of the pool's own; should not block, and what it
	 * throws is of no consequence
	 */
	public void setSaturationListener(Runnable listener) {
		this.saturationListener = listener;
	}

	/**
	 * Return whether tasks wait for a thread, and there will be no more threads.
	 */
	boolean isCongested() {
		return this.saturated.get() && !getThreadPoolExecutor().getQueue().isEmpty();
	}

	@Override
	protected ExecutorService initializeExecutor(ThreadFactory threadFactory,
			RejectedExecutionHandler rejectedExecutionHandler) {
		ExecutorService executor = super.initializeExecutor(threadFactory, rejectedExecutionHandler);
		watch().start((ThreadPoolExecutor) executor);
		return executor;
	}

	@Override
	protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
		BacklogWatch made = new BacklogWatch(getThreadNamePrefix() + "watch",
				Runtime.getRuntime().availableProcessors(), getMaxPoolSize(), this::saturated);
		this.watch = made;
		return made.queue();
	}

	private BacklogWatch watch() {
		BacklogWatch made = this.watch;
		Assert.state(made != null, "Not initialized");
		return made;
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable ex) {
		super.afterExecute(task, ex);
		watch().queue().done();
		if (this.saturated.get() && getThreadPoolExecutor().getQueue().isEmpty()) {
			this.saturated.set(false);
		}
	}

	@Override
	public void shutdown() {
		super.shutdown();
		if (this.watch != null) {
			watch().wake();
		}
	}

	private void refused(Runnable task, ThreadPoolExecutor executor) {
		BacklogWatch watching = watch();
		if (executor.isShutdown()) {
			watching.queue().notMade();
			throw new RejectedExecutionException("Executor of triggers has been shut down");
		}
		if (watching.isMakingThreads()) {
			watching.queue().notMade();
		}
		else {
			watching.queue().enqueue(task);
		}
	}

	private void saturated() {
		if (this.saturated.compareAndSet(false, true)) {
			this.saturationListener.run();
		}
	}

}
