package dev.triggers.benchmark;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.element.Elements;
import dev.triggers.engine.LocalTriggerEngine;
import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.execution.Execution;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

/**
 * The two ways of calling a method for each element of a stream that benchmarks compare.
 */
final class BulkSubject {

	private static final String NAME = "bulk";

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final Executor executor;

	private final LocalTriggerEngine engine;

	private final int elements;

	private final TestTriggers.Body call;

	private final int concurrency;

	BulkSubject(String threads, int concurrency, int elements, TestTriggers.Body call) {
		this.executor = executor(threads);
		this.elements = elements;
		this.call = call;
		this.concurrency = concurrency;
		this.scheduler.initialize();
		this.engine = new LocalTriggerEngine(this.scheduler, this.executor, (name) -> this.scheduler,
				TestCalls.tools(this.scheduler), TestCalls.noActions(), List::of);
		this.engine.open();
		this.engine.register(TestTriggers.named(NAME)
			.schedule(Schedule.every("1h"))
			.elements(Elements.from("numbers", this::numbers))
			.concurrency(concurrency)
			.calls(call)
			.build());
	}

	private static Executor executor(String threads) {
		if (threads.equals("virtual")) {
			SimpleAsyncTaskExecutor virtual = new SimpleAsyncTaskExecutor();
			virtual.setVirtualThreads(true);
			return virtual;
		}
		TriggersTaskExecutor pool = new TriggersTaskExecutor(256);
		pool.initialize();
		return pool;
	}

	/**
	 * Execute a trigger once.
	 * @return number of successful calls
	 */
	long execute() {
		Execution execution = this.engine.fire(NAME).join();
		return checked(execution.counts().ok());
	}

	/**
	 * Do what one would write without a library: read on the calling thread, hand over to
	 * the executor, and let a semaphore limit what is in flight.
	 * @return number of successful calls
	 */
	long loop() throws Exception {
		Semaphore permits = new Semaphore(this.concurrency);
		long submitted = 0;
		try (Stream<?> stream = numbers()) {
			for (Iterator<?> iterator = stream.iterator(); iterator.hasNext(); submitted++) {
				Object element = iterator.next();
				permits.acquire();
				this.executor.execute(() -> call(element, permits));
			}
		}
		permits.acquire(this.concurrency);
		return checked(submitted);
	}

	private void call(Object element, Semaphore permits) {
		try {
			this.call.call(element);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			permits.release();
		}
	}

	private Stream<Integer> numbers() {
		return IntStream.range(0, this.elements).boxed();
	}

	private long checked(long calls) {
		if (calls != this.elements) {
			throw new IllegalStateException(calls + " calls");
		}
		return calls;
	}

	void close() {
		this.scheduler.shutdown();
		if (this.executor instanceof TriggersTaskExecutor pool) {
			pool.shutdown();
		}
	}

}
