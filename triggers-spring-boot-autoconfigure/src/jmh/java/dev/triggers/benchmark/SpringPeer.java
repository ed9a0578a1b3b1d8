package dev.triggers.benchmark;

import java.util.List;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;

/**
 * A task scheduler of Spring, with what {@code @Scheduled} gives it.
 */
final class SpringPeer implements Peer {

	private final TaskScheduler scheduler;

	private final Runnable end;

	private SpringPeer(TaskScheduler scheduler, Runnable end) {
		this.scheduler = scheduler;
		this.end = end;
	}

	static SpringPeer pool(int threads) {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setPoolSize(threads);
		scheduler.initialize();
		return new SpringPeer(scheduler, scheduler::shutdown);
	}

	static SpringPeer virtual() {
		SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
		scheduler.setVirtualThreads(true);
		return new SpringPeer(scheduler, scheduler::close);
	}

	@Override
	public void everySecond(List<Runnable> work) {
		for (Runnable each : work) {
			this.scheduler.schedule(each, new CronTrigger("* * * * * *"));
		}
	}

	@Override
	public void close() {
		this.end.run();
	}

}
