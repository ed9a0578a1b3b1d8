package dev.triggers.call.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConcurrencyGroups}: random interleavings in virtual time, compared at
 * each moment with a plain list of all that happened.
 */
class ConcurrencyGroupsPropertyTests {

	private static final int RUNS = 10_000;

	private static final int CALLERS = 24;

	@Test
	void limitsHoldNobodyIsOvertakenAndAllPermitsComeBack() {
		long cancelledWaiting = 0;
		long cancelledGranted = 0;
		long changes = 0;
		for (int seed = 0; seed < RUNS; seed++) {
			Run run = new Run(seed);
			try {
				run.play();
			}
			catch (AssertionError ex) {
				throw new AssertionError("Seed " + seed, ex);
			}
			cancelledWaiting += run.cancelledWaiting;
			cancelledGranted += run.cancelledGranted;
			changes += run.changes;
		}
		assertThat(cancelledWaiting).isGreaterThan(RUNS);
		assertThat(cancelledGranted).isGreaterThan(RUNS);
		assertThat(changes).isGreaterThan(RUNS / 2);
	}

	/**
	 * One run: callers that arrive, start, end and are cancelled at random moments.
	 */
	private static final class Run {

		private final Random random;

		private final ManualTaskScheduler time = new ManualTaskScheduler();

		private final Instant start = this.time.now();

		private final VirtualGroups virtual;

		private final List<ConcurrencyGroup> groups = new ArrayList<>();

		// in the order in which they asked
		private final List<Caller> callers = new ArrayList<>();

		// assertions that failed in a callback
		private final List<Throwable> failures = new ArrayList<>();

		private long last;

		private int cancelledWaiting;

		private int cancelledGranted;

		private int changes;

		Run(long seed) {
			this.random = new Random(seed);
			int count = 1 + this.random.nextInt(3);
			for (int i = 0; i < count; i++) {
				this.groups.add(new ConcurrencyGroup("g" + i, limits()));
			}
			this.virtual = new VirtualGroups(this.time, this.groups);
		}

		void play() {
			for (int i = 0; i < CALLERS; i++) {
				after(150, () -> new Caller(this).arrive());
			}
			if (this.random.nextBoolean()) {
				ConcurrencyGroup group = this.groups.get(0);
				after(200, () -> change(group, limits()));
				after(200, () -> change(group, limits()));
			}
			this.time.advanceBy(Duration.ofSeconds(10));
			assertThat(this.failures).isEmpty();
			assertThat(this.callers).hasSize(CALLERS)
				.allSatisfy((caller) -> assertThat(caller.end != null || caller.cancelled).isTrue());
			assertThat(this.virtual.pendingTimers()).isZero();
			this.groups.forEach(this::checkThatAllPermitsAreBack);
		}

		private void checkThatAllPermitsAreBack(ConcurrencyGroup group) {
			assertThat(group).hasToString(group.name() + " (0 active, 0 waiting)");
			GroupLimits limits = group.limits();
			int most = Math.min(most(limits.concurrentCalls()), most(limits.callsPerPeriod()));
			for (int i = 0; i < 10; i++) {
				assertThat(this.virtual.groups.request(List.of(group)).isDone()).isEqualTo(i < most);
			}
		}

		private GroupLimits limits() {
			boolean rate = this.random.nextInt(4) > 0;
			return new GroupLimits(this.random.nextBoolean() ? 1 + this.random.nextInt(4) : null,
					rate ? 1 + this.random.nextInt(4) : null,
					rate ? Duration.ofMillis(1 + this.random.nextInt(30)) : null);
		}

		private void change(ConcurrencyGroup group, GroupLimits limits) {
			checkThatNobodyWaitsInVain();
			this.changes++;
			group.changeLimits(limits);
		}

		/**
		 * Check that, before the present moment, there was nobody who could pass.
		 */
		private void checkThatNobodyWaitsInVain() {
			long before = now() - 1;
			if (before >= this.last) {
				assertThat(this.callers.stream().anyMatch((caller) -> caller.isWaiting() && mayPass(caller, before)))
					.isFalse();
			}
			this.last = now();
		}

		private boolean mayPass(Caller caller, long now) {
			return caller.groups.stream().allMatch((group) -> isFirst(caller, group) && hasRoom(group, now));
		}

		private boolean isFirst(Caller caller, ConcurrencyGroup group) {
			for (Caller other : this.callers) {
				if (other.isWaiting() && other.groups.contains(group)) {
					return other == caller;
				}
			}
			return false;
		}

		private boolean hasRoom(ConcurrencyGroup group, long now) {
			int active = 0;
			int inWindow = 0;
			Duration period = group.limits().period();
			for (Caller caller : this.callers) {
				if (caller.permit == null || !caller.groups.contains(group)) {
					continue;
				}
				active += (caller.end == null) ? 1 : 0;
				inWindow += (period != null && caller.takesPlace(group, now - period.toMillis())) ? 1 : 0;
			}
			return active < most(group.limits().concurrentCalls()) && inWindow < most(group.limits().callsPerPeriod());
		}

		private static int most(@Nullable Integer limit) {
			return (limit != null) ? limit : Integer.MAX_VALUE;
		}

		private void after(int millis, Runnable task) {
			this.time.after(Duration.ofMillis(this.random.nextInt(millis)), task);
		}

		private long now() {
			return Duration.between(this.start, this.time.now()).toMillis();
		}

	}

	/**
	 * One caller and what happens to it.
	 */
	private static final class Caller {

		private final Run run;

		private final List<ConcurrencyGroup> groups = new ArrayList<>();

		private @Nullable PermitRequest request;

		private @Nullable Permit permit;

		private @Nullable Long started;

		private @Nullable Long end;

		private boolean cancelled;

		Caller(Run run) {
			this.run = run;
			for (ConcurrencyGroup group : run.groups) {
				if (run.random.nextInt(3) > 0) {
					this.groups.add(run.random.nextInt(this.groups.size() + 1), group);
				}
			}
		}

		void arrive() {
			this.run.checkThatNobodyWaitsInVain();
			this.run.callers.add(this);
			this.request = this.run.virtual.groups.request(this.groups);
			this.request.thenAccept(this::granted).exceptionally(this::fail);
			if (this.run.random.nextInt(3) == 0) {
				this.run.after(60, this::cancel);
			}
		}

		private @Nullable Void fail(Throwable ex) {
			if (!this.cancelled) {
				this.run.failures.add(ex);
			}
			return null;
		}

		private void granted(Permit permit) {
			assertThat(this.run.mayPass(this, this.run.now())).isTrue();
			this.permit = permit;
			this.run.last = this.run.now();
			if (this.run.random.nextInt(3) == 0) {
				this.run.after(10, this::startLater);
			}
			else {
				start();
			}
		}

		private void startLater() {
			if (this.end != null) {
				assertThat(this.permit.start()).isFalse();
				return;
			}
			this.run.checkThatNobodyWaitsInVain();
			start();
		}

		private void start() {
			this.started = this.run.now();
			assertThat(this.permit.start()).isTrue();
			this.run.after(20, this::end);
		}

		private void end() {
			if (this.end == null) {
				this.run.checkThatNobodyWaitsInVain();
				this.end = this.run.now();
				this.permit.release();
			}
		}

		private void cancel() {
			this.run.checkThatNobodyWaitsInVain();
			if (isWaiting()) {
				this.cancelled = true;
				this.run.cancelledWaiting++;
				assertThat(this.request.cancel(true)).isTrue();
			}
			else if (this.end == null) {
				this.run.cancelledGranted++;
				assertThat(this.request.cancel(true)).isFalse();
				end();
			}
		}

		boolean isWaiting() {
			return this.permit == null && !this.cancelled;
		}

		/**
		 * Return whether the call started after a time, or may still start.
		 */
		boolean takesPlace(ConcurrencyGroup group, long time) {
			if (this.started == null) {
				return this.end == null;
			}
			return this.started > time;
		}

	}

}
