package dev.triggers.call.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlidingWindow}.
 */
class SlidingWindowTests {

	private final SlidingWindow window = new SlidingWindow();

	@Test
	void startIsFreeExactlyOnePeriodAfterTheOneThatBlocksIt() {
		this.window.start(2, 100, 0);
		this.window.start(2, 100, 60);
		assertThat(this.window.nanosUntilFree(2, 100, 60)).isEqualTo(40);
		assertThat(this.window.nanosUntilFree(2, 100, 99)).isEqualTo(1);
		assertThat(this.window.nanosUntilFree(2, 100, 100)).isZero();
	}

	@Test
	void reservedPlaceIsTakenUntilItsCallHasStarted() {
		this.window.start(2, 100, 0);
		this.window.reserve();
		assertThat(this.window.nanosUntilFree(2, 100, 50)).isEqualTo(50);
		assertThat(this.window.nanosUntilFree(2, 100, 100)).isZero();
		this.window.reserve();
		assertThat(this.window.nanosUntilFree(2, 100, 5000)).isNull();
		this.window.unreserve();
		this.window.start(2, 100, 5000);
		assertThat(this.window.nanosUntilFree(2, 100, 5000)).isEqualTo(100);
	}

	@Test
	void timeMayOverflow() {
		long start = Long.MAX_VALUE - 10;
		this.window.start(1, 100, start);
		assertThat(this.window.nanosUntilFree(1, 100, start + 99)).isEqualTo(1);
		assertThat(this.window.nanosUntilFree(1, 100, start + 100)).isZero();
	}

	@Test
	void changedLimitOrPeriodCountsEarlierStarts() {
		for (int i = 0; i < 10; i++) {
			this.window.start(10, 100, i);
		}
		assertThat(this.window.nanosUntilFree(1, 100, 99)).isEqualTo(10);
		assertThat(this.window.nanosUntilFree(10, 100, 99)).isEqualTo(1);
		this.window.start(1, 100, 109);
		assertThat(this.window.nanosUntilFree(10, 1000, 109)).isEqualTo(892);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 64, 65, 200 })
	void windowAgreesWithAListOfAllStarts(int most) {
		Random random = new Random(most);
		List<Long> starts = new ArrayList<>();
		long now = Long.MAX_VALUE - 20_000;
		int reserved = 0;
		for (int i = 0; i < 20_000; i++) {
			now += random.nextInt(4);
			int calls = Math.max(1, most - random.nextInt(3));
			Long expected = nanosUntilFree(starts, calls - reserved, now);
			assertThat(this.window.nanosUntilFree(calls, 300, now)).isEqualTo(expected);
			if (expected != null && expected == 0 && random.nextInt(20) == 0) {
				this.window.reserve();
				reserved++;
			}
			else if (expected != null && expected == 0) {
				this.window.start(calls, 300, now);
				starts.add(now);
			}
			else if (reserved > 0) {
				this.window.unreserve();
				reserved--;
			}
		}
		assertThat(starts).hasSizeGreaterThan(50);
	}

	private static @Nullable Long nanosUntilFree(List<Long> starts, int free, long now) {
		if (free <= 0) {
			return null;
		}
		return (starts.size() < free) ? 0L : Math.max(0, 300 - (now - starts.get(starts.size() - free)));
	}

}
