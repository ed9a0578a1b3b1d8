package dev.triggers.benchmark;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

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
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;

import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.TriggerEngine;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

/**
 * A hundred thousand triggers that wait: time to register one, and memory that it holds.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class MemoryBenchmark {

	private static final int TRIGGERS = 100_000;

	private static final int WARM_UP = 20_000;

	/**
	 * Who waits. {@code triggers-engine} gets definitions that are there already.
	 */
	@Param({ "spring-pool-2", "triggers", "triggers-engine" })
	public String peer = "";

	/**
	 * Register, wait, and cancel.
	 * @param counters get what was measured
	 * @throws Exception if the peer fails
	 */
	@Benchmark
	public void register(Counters counters) throws Exception {
		switch (this.peer) {
			case "spring-pool-2" -> spring(counters);
			case "triggers" -> triggers(counters);
			default -> engine(counters);
		}
	}

	private static void spring(Counters counters) {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setPoolSize(2);
		scheduler.setRemoveOnCancelPolicy(true);
		scheduler.initialize();
		List<ScheduledFuture<?>> futures = new ArrayList<>(TRIGGERS);
		CronTrigger trigger = new CronTrigger("0 0 0 29 2 *");
		for (int index = 0; index < WARM_UP; index++) {
			scheduler.schedule(() -> {
			}, trigger).cancel(false);
		}
		long before = used();
		long start = System.nanoTime();
		for (int index = 0; index < TRIGGERS; index++) {
			futures.add(scheduler.schedule(() -> {
			}, trigger));
		}
		counters.registered(start, before);
		start = System.nanoTime();
		futures.forEach((future) -> future.cancel(false));
		futures.clear();
		counters.cancelled(start, before);
		scheduler.shutdown();
	}

	private static void triggers(Counters counters) {
		try (ConfigurableApplicationContext context = TriggersPeer.application("triggers-unwatched")) {
			Triggers triggers = context.getBean(Triggers.class);
			List<String> names = Peer.names(TRIGGERS);
			for (String name : names.subList(0, WARM_UP)) {
				register(triggers, name);
				triggers.unregister(name);
			}
			long before = used();
			long start = System.nanoTime();
			names.forEach((name) -> register(triggers, name));
			counters.registered(start, before);
			start = System.nanoTime();
			names.forEach(triggers::unregister);
			counters.cancelled(start, before);
		}
	}

	private static void register(Triggers triggers, String name) {
		triggers.register(TriggerSpec.named(name).cron("0 0 29 2 *").onStartup(false).manual().execute(() -> {
		}));
		triggers.start(name);
	}

	private static void engine(Counters counters) {
		try (ConfigurableApplicationContext context = TriggersPeer.application("triggers-unwatched")) {
			TriggerEngine engine = context.getBean(TriggerEngine.class);
			Schedule schedule = Schedule.cron("0 0 29 2 *", ZoneOffset.UTC);
			List<TriggerDefinition> definitions = Peer.names(TRIGGERS)
				.stream()
				.map((name) -> TestTriggers.named(name).schedule(schedule).onStartup(false).build())
				.toList();
			for (TriggerDefinition definition : definitions.subList(0, WARM_UP)) {
				register(engine, definition);
				engine.unregister(definition.name());
			}
			long before = used();
			long start = System.nanoTime();
			definitions.forEach((definition) -> register(engine, definition));
			counters.registered(start, before);
			start = System.nanoTime();
			definitions.forEach((definition) -> engine.unregister(definition.name()));
			counters.cancelled(start, before);
		}
	}

	private static void register(TriggerEngine engine, TriggerDefinition definition) {
		engine.register(definition);
		engine.start(definition.name(), List.of());
	}

	private static long used() {
		for (int times = 0; times < 4; times++) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	/**
	 * What was measured.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Counters {

		/**
		 * Time to register and start one trigger.
		 */
		public double registerMicros;

		/**
		 * Memory of one that waits.
		 */
		public double bytesPerTrigger;

		/**
		 * Time to cancel one.
		 */
		public double cancelMicros;

		/**
		 * Memory of one that was cancelled.
		 */
		public double bytesAfterCancel;

		void registered(long start, long before) {
			this.registerMicros = micros(start);
			this.bytesPerTrigger = (double) (used() - before) / TRIGGERS;
		}

		void cancelled(long start, long before) {
			this.cancelMicros = micros(start);
			this.bytesAfterCancel = (double) (used() - before) / TRIGGERS;
		}

		private static double micros(long start) {
			return Duration.ofNanos(System.nanoTime() - start).toNanos() / 1000.0 / TRIGGERS;
		}

	}

}
