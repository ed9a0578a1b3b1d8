package dev.triggers.call.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ConcurrencyGroups}.
 */
class ConcurrencyGroupsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final int MANY = 100_000;

	private final ConcurrencyGroup one = new ConcurrencyGroup("one", GroupLimits.concurrent(1));

	private final ConcurrencyGroup two = new ConcurrencyGroup("two", GroupLimits.concurrent(2));

	private final ConcurrencyGroup slow = new ConcurrencyGroup("slow", GroupLimits.rate(1, SECOND));

	private final VirtualGroups virtual = new VirtualGroups(this.one, this.two, this.slow);

	private final ConcurrencyGroups groups = this.virtual.groups;

	@Test
	void groupIsFoundByItsName() {
		assertThat(this.groups.find("two")).isSameAs(this.two);
		assertThat(this.groups.find("three")).isNull();
		assertThat(this.groups).containsExactly(this.one, this.two, this.slow);
	}

	@Test
	void groupsWithTheSameNameAreRefused() {
		ConcurrencyGroup twin = new ConcurrencyGroup("a", GroupLimits.unlimited());
		List<ConcurrencyGroup> twins = List.of(new ConcurrencyGroup("a", GroupLimits.unlimited()), twin);
		assertThatIllegalArgumentException().isThrownBy(() -> new VirtualGroups(this.virtual.time, twins))
			.withMessageContaining("'a'");
	}

	@Test
	void groupOfOthersIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> new VirtualGroups(this.one))
			.withMessageContaining("'one' belongs to other groups");
		ConcurrencyGroup stranger = new ConcurrencyGroup("stranger", GroupLimits.unlimited());
		assertThatIllegalArgumentException().isThrownBy(() -> this.groups.request(List.of(this.one, stranger)))
			.withMessageContaining("'stranger'");
		assertThat(this.one.active()).isZero();
	}

	@Test
	void startsBeforeThereWasAPeriodCountInTheFirstOne() {
		for (int i = 0; i < 3; i++) {
			Permit permit = request(this.two).join();
			permit.start();
			permit.release();
		}
		this.two.changeLimits(GroupLimits.rate(4, SECOND));
		assertThat(request(this.two)).isCompleted();
		assertThat(request(this.two)).isNotDone();
	}

	@Test
	void callWithoutGroupsPassesAtOnce() {
		Permit permit = this.groups.request(List.of()).join();
		assertThat(permit.start()).isTrue();
		permit.release();
	}

	@Test
	void requestWaitsForItsTurn() {
		Permit first = request(this.one).join();
		PermitRequest second = request(this.one);
		PermitRequest third = request(this.one);
		assertThat(this.one).hasToString("one (1 active, 2 waiting)");
		first.release();
		assertThat(second).isCompleted();
		assertThat(third).isNotDone();
		second.join().release();
		third.join().release();
		assertThat(this.one).hasToString("one (0 active, 0 waiting)");
	}

	@Test
	void permitIsReleasedOnce() {
		Permit permit = request(this.one).join();
		permit.release();
		permit.release();
		assertThat(this.one.active()).isZero();
		assertThat(request(this.one)).isCompleted();
		assertThat(request(this.one)).isNotDone();
	}

	@Test
	void releasedPermitDoesNotStart() {
		Permit permit = request(this.one).join();
		assertThat(permit.start()).isTrue();
		assertThat(permit.start()).isTrue();
		permit.release();
		assertThat(permit.start()).isFalse();
	}

	@Test
	void groupThatIsNamedTwiceIsTakenOnce() {
		assertThat(request(this.one, this.one)).isCompleted();
		assertThat(this.one.active()).isEqualTo(1);
	}

	@Test
	void groupsAreTakenAllOrNone() {
		Permit holder = request(this.one).join();
		PermitRequest both = request(this.two, this.one);
		assertThat(this.two).hasToString("two (0 active, 1 waiting)");
		holder.release();
		assertThat(both).isCompleted();
		assertThat(this.two).hasToString("two (1 active, 0 waiting)");
	}

	@Test
	void requestForAFreeGroupDoesNotOvertakeOneThatWaitsForAnotherGroup() {
		Permit holder = request(this.one).join();
		PermitRequest both = request(this.one, this.two);
		PermitRequest later = request(this.two);
		assertThat(later).isNotDone();
		holder.release();
		assertThat(both).isCompleted();
		assertThat(later).isCompleted();
	}

	@Test
	void cancelledRequestLetsThoseBehindItPass() {
		Permit holder = request(this.one).join();
		PermitRequest both = request(this.one, this.two);
		PermitRequest later = request(this.two);
		assertThat(both.cancel(true)).isTrue();
		assertThat(both.cancel(true)).isTrue();
		assertThat(later).isCompleted();
		assertThat(this.one).hasToString("one (1 active, 0 waiting)");
		holder.release();
		assertThat(this.one.active()).isZero();
	}

	@Test
	void grantedRequestCannotBeCancelled() {
		PermitRequest request = request(this.one);
		assertThat(request.cancel(true)).isFalse();
		assertThat(this.one.active()).isEqualTo(1);
		request.join().release();
		assertThat(this.one.active()).isZero();
	}

	@Test
	void requestThatIsCompletedByOthersLeavesTheQueue() {
		Permit holder = request(this.one).join();
		PermitRequest failed = request(this.one);
		PermitRequest completed = request(this.one);
		PermitRequest completedBehindTheBack = request(this.one);
		failed.completeExceptionally(new TimeoutException());
		completed.complete(holder);
		assertThat(this.one).hasToString("one (1 active, 1 waiting)");
		completedBehindTheBack.completeAsync(() -> holder, Runnable::run);
		holder.release();
		assertThat(this.one).hasToString("one (0 active, 0 waiting)");
		assertThat(request(this.one)).isCompleted();
	}

	@Test
	void startCountsWhenTheCallStartsAndNotWhenItIsGranted() {
		Permit first = request(this.slow).join();
		PermitRequest second = request(this.slow);
		this.virtual.time.advanceBy(SECOND.multipliedBy(5));
		assertThat(second).isNotDone();
		first.start();
		this.virtual.time.advanceBy(SECOND.minusNanos(1));
		assertThat(second).isNotDone();
		this.virtual.time.advanceBy(Duration.ofNanos(1));
		assertThat(second).isCompleted();
	}

	@Test
	void permitThatIsReleasedUnusedLeavesNoStartBehind() {
		Permit unused = request(this.slow).join();
		PermitRequest second = request(this.slow);
		unused.release();
		assertThat(second).isCompleted();
	}

	@Test
	void startStaysInTheWindowWhateverHappensToTheCall() {
		Permit permit = request(this.slow).join();
		permit.start();
		permit.release();
		assertThat(request(this.slow)).isNotDone();
	}

	@Test
	void raisedLimitLetsThoseWhoWaitPassAtOnce() {
		request(this.one).join();
		PermitRequest second = request(this.one);
		PermitRequest third = request(this.one);
		this.one.changeLimits(GroupLimits.concurrent(2));
		assertThat(this.one.limits().concurrentCalls()).isEqualTo(2);
		assertThat(second).isCompleted();
		assertThat(third).isNotDone();
		this.one.changeLimits(GroupLimits.unlimited());
		assertThat(third).isCompleted();
	}

	@Test
	void loweredLimitLeavesPermitsThatAreOut() {
		Permit first = request(this.two).join();
		Permit second = request(this.two).join();
		PermitRequest third = request(this.two);
		this.two.changeLimits(GroupLimits.concurrent(1));
		first.release();
		assertThat(third).isNotDone();
		second.release();
		assertThat(third).isCompleted();
	}

	@Test
	void closingCancelsThoseWhoWaitAndThoseToCome() {
		Permit permit = request(this.slow).join();
		permit.start();
		PermitRequest waiting = request(this.slow, this.two);
		this.groups.close();
		assertThat(waiting).isCancelled();
		assertThat(request(this.one)).isCancelled();
		assertThat(request()).isCancelled();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> this.groups.acquire(List.of(this.one)));
		assertThat(this.virtual.pendingTimers()).isZero();
		assertThat(this.slow).hasToString("slow (1 active, 0 waiting)");
		permit.release();
		assertThat(this.slow.active()).isZero();
	}

	@Test
	void interruptedThreadAcquiresNothing() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.groups.acquire(List.of(this.one)));
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.one).hasToString("one (0 active, 0 waiting)");
	}

	@Test
	void acquiredPermitHasStarted() throws Exception {
		Permit permit = this.groups.acquire(List.of(this.slow));
		permit.release();
		assertThat(request(this.slow)).isNotDone();
	}

	@Test
	void acquireGivesUpAfterTheTimeout() throws Exception {
		Permit permit = this.groups.acquire(List.of(this.one), Duration.ZERO);
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.groups.acquire(List.of(this.one), Duration.ofMillis(1)));
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.groups.acquire(List.of(this.one), Duration.ofSeconds(Long.MIN_VALUE)));
		assertThat(this.one).hasToString("one (1 active, 0 waiting)");
		permit.release();
		assertThat(this.one.active()).isZero();
	}

	@Test
	void callbackThatThrowsKeepsNobodyElseFromItsPermit() {
		Permit holder = request(this.two).join();
		request(this.two).join();
		PermitRequest throwing = request(this.two);
		throwing.thenRun(() -> {
			throw new StackOverflowError("expected");
		});
		PermitRequest next = request(this.two);
		this.two.changeLimits(GroupLimits.concurrent(4));
		assertThat(throwing).isCompleted();
		assertThat(next).isCompleted();
		holder.release();
		assertThat(this.two.active()).isEqualTo(3);
	}

	@Test
	void callbackMayAskReleaseAndCancel() {
		Permit holder = request(this.one).join();
		List<String> order = new ArrayList<>();
		PermitRequest first = request(this.one);
		PermitRequest second = request(this.one);
		PermitRequest third = request(this.one);
		first.thenAccept((permit) -> {
			order.add("first");
			second.cancel(true);
			permit.release();
			request(this.one).thenAccept((own) -> {
				order.add("own");
				own.release();
			});
			order.add("first ends");
		});
		third.thenAccept((permit) -> {
			order.add("third");
			permit.release();
			order.add("third ends");
		});
		holder.release();
		assertThat(order).containsExactly("first", "first ends", "third", "third ends", "own");
		assertThat(this.one).hasToString("one (0 active, 0 waiting)");
	}

	@Test
	@Timeout(60)
	void manyGrantsInARowNeedNoStack() {
		Permit holder = request(this.one).join();
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			int number = i;
			request(this.one).thenAccept((permit) -> {
				order.add(number);
				permit.release();
			});
		}
		holder.release();
		assertThat(order).hasSize(MANY).isSorted();
		assertThat(this.one.active()).isZero();
	}

	@Test
	@Timeout(60)
	void manyRequestsAreCancelledInAnyOrder() {
		Permit holder = request(this.one, this.two).join();
		List<PermitRequest> requests = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			requests.add(request(this.one, this.two));
		}
		Collections.shuffle(requests, new Random(1));
		requests.subList(1, MANY).forEach((request) -> request.cancel(true));
		assertThat(this.one).hasToString("one (1 active, 1 waiting)");
		holder.release();
		assertThat(requests.get(0)).isCompleted();
	}

	private PermitRequest request(ConcurrencyGroup... groups) {
		return this.groups.request(List.of(groups));
	}

}
