package dev.triggers.testsupport;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;

import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.engine.bulk.EventActions;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.time.SchedulerTimer;

/**
 * What the calls of an engine need, with random waits that are as long as they may be.
 */
public final class TestCalls {

	private TestCalls() {
	}

	/**
	 * Tools with neither groups nor policies, on the clock of the JVM.
	 */
	public static CallTools tools(TaskScheduler scheduler) {
		return tools(new SchedulerTimer(scheduler), List.of(), Map.of());
	}

	public static CallTools tools(ManualTaskScheduler time, List<ConcurrencyGroup> groups,
			Map<String, RetryPolicy> policies) {
		return tools(new SchedulerTimer(time, time::nanoTime), groups, policies);
	}

	public static CallTools tools(MonotonicTimer timer, List<ConcurrencyGroup> groups,
			Map<String, RetryPolicy> policies) {
		return new CallTools(timer, new ConcurrencyGroups(groups, timer), new RetryPolicies(policies),
				new LongestRandom());
	}

	public static EventActions noActions() {
		return new NoActions();
	}

	private static final class LongestRandom implements RandomGenerator {

		@Override
		public long nextLong() {
			return Long.MAX_VALUE;
		}

		@Override
		public long nextLong(long bound) {
			return bound - 1;
		}

		@Override
		public long nextLong(long origin, long bound) {
			return bound - 1;
		}

	}

	private static final class NoActions implements EventActions {

		@Override
		public void start(String name, @Nullable Object... arguments) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean stop(String name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean cancel(String name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <T extends @Nullable Object> CompletableFuture<T> execute(String name, @Nullable Object... arguments) {
			throw new UnsupportedOperationException();
		}

	}

}
