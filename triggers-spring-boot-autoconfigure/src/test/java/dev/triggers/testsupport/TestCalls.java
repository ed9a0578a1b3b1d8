package dev.triggers.testsupport;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.springframework.scheduling.TaskScheduler;

import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.engine.bulk.EventActions;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.registry.RegistryEventActions;

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
		return new RegistryEventActions(TestCalls::none, TestCalls::none);
	}

	private static <T> T none() {
		throw new UnsupportedOperationException();
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

}
