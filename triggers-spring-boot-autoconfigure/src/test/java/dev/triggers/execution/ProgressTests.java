package dev.triggers.execution;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Progress}.
 */
class ProgressTests {

	@Test
	void rateIsTheAverageOfAllThatEnded() {
		Progress progress = progress(1000L, 700, 8, 2, "20s");
		assertThat(progress.ratePerSecond()).isEqualTo(35.5);
		assertThat(progress.estimatedRemaining()).isEqualTo(Duration.ofNanos(8_169_014_084L));
	}

	@Test
	void nothingIsEstimatedBeforeTheFirstElementHasEnded() {
		assertThat(progress(10L, 0, 0, 0, "20s").estimatedRemaining()).isNull();
		assertThat(progress(10L, 5, 0, 0, "0s").estimatedRemaining()).isNull();
		assertThat(progress(10L, 5, 0, 0, "0s").ratePerSecond()).isZero();
	}

	@Test
	void nothingIsEstimatedOfAnUnknownNumber() {
		assertThat(progress(null, 5, 0, 0, "20s").estimatedRemaining()).isNull();
	}

	@Test
	void nothingRemainsWhenAllHaveEnded() {
		assertThat(progress(10L, 8, 1, 1, "20s").estimatedRemaining()).isZero();
		assertThat(progress(0L, 0, 0, 0, "0s").estimatedRemaining()).isZero();
		// a source that gives more than it has said
		assertThat(progress(10L, 12, 0, 0, "1s").estimatedRemaining()).isZero();
	}

	@Test
	void estimateThatIsTooLongIsNone() {
		assertThat(progress(Long.MAX_VALUE, 1, 0, 0, "100000000s").estimatedRemaining()).isNull();
	}

	private static Progress progress(@Nullable Long total, long ok, long failed, long cancelled, String elapsed) {
		return new Progress(new ElementCounts(total, ok, failed, cancelled, 0), Duration.parse("PT" + elapsed));
	}

}
