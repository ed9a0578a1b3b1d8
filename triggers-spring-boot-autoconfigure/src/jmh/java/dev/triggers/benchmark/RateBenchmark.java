package dev.triggers.benchmark;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quartz.SimpleScheduleBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;

/**
 * Most firings of methods that do nothing, by a hundred triggers that are always due.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class RateBenchmark {

	private static final int TRIGGERS = 100;

	/**
	 * Until the code of all is compiled.
	 */
	private static final long WARM_UP = 15;

	private static final long SECONDS = 5;

	/**
	 * More often than anybody can fire.
	 */
	private static final Duration PERIOD = Duration.ofNanos(20_000);

	/**
	 * Who fires.
	 */
	@Param({ "jdk-pool-2", "spring-pool-2", "spring-virtual", "quartz", "triggers", "triggers-virtual",
			"triggers-unwatched" })
	public String peer = "";

	/**
	 * Let them fire.
	 * @param counters get what has happened
	 * @throws Exception if the peer fails
	 */
	@Benchmark
	public void fire(Counters counters) throws Exception {
		LongAdder fired = new LongAdder();
		Runnable end = start(fired::increment);
		try {
			sleep(WARM_UP);
			long start = System.nanoTime();
			fired.reset();
			sleep(SECONDS);
			counters.firingsPerSecond = fired.sum() * 1e9 / (System.nanoTime() - start);
		}
		finally {
			end.run();
		}
	}

	private static void sleep(long seconds) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private Runnable start(Runnable work) throws Exception {
		return switch (this.peer) {
			case "jdk-pool-2" -> jdk(work);
			case "spring-pool-2" -> pool(work);
			case "spring-virtual" -> virtual(work);
			case "quartz" -> quartz(work);
			default -> triggers(work);
		};
	}

	private static Runnable jdk(Runnable work) {
		ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);
		for (int index = 0; index < TRIGGERS; index++) {
			pool.scheduleAtFixedRate(work, 0, PERIOD.toNanos(), TimeUnit.NANOSECONDS);
		}
		return pool::shutdownNow;
	}

	private static Runnable pool(Runnable work) {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setPoolSize(2);
		scheduler.initialize();
		schedule(scheduler, work);
		return scheduler::shutdown;
	}

	private static Runnable virtual(Runnable work) {
		SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
		scheduler.setVirtualThreads(true);
		schedule(scheduler, work);
		return scheduler::close;
	}

	private static void schedule(TaskScheduler scheduler, Runnable work) {
		for (int index = 0; index < TRIGGERS; index++) {
			scheduler.scheduleAtFixedRate(work, PERIOD);
		}
	}

	private static Runnable quartz(Runnable work) throws Exception {
		QuartzPeer quartz = new QuartzPeer();
		quartz.schedule(Collections.nCopies(TRIGGERS, work),
				SimpleScheduleBuilder.simpleSchedule()
					.withIntervalInMilliseconds(1)
					.withMisfireHandlingInstructionIgnoreMisfires()
					.repeatForever());
		return quartz::close;
	}

	private Runnable triggers(Runnable work) {
		ConfigurableApplicationContext context = TriggersPeer.application(this.peer);
		Triggers triggers = context.getBean(Triggers.class);
		for (String name : Peer.names(TRIGGERS)) {
			triggers.register(TriggerSpec.named(name).every("0s").execute(work));
		}
		triggers.startAll();
		return context::close;
	}

	/**
	 * What has happened.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Counters {

		/**
		 * Firings per second.
		 */
		public double firingsPerSecond;

	}

}
