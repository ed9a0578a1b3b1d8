package dev.triggers.cache;

import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheKeys}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheKeysTests {

	private final ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager();

	private final CacheKeys keys = new CacheKeys(() -> this.manager);

	private Collection<?> of(String cache) {
		return this.keys.of(cache);
	}

	@Test
	void cacheThatIsProbablyMisspeltIsWarnedOfOnce(CapturedOutput output) {
		this.manager.getCache("players").put("#2PP", "Peter");
		assertThat(of("playrs")).isEmpty();
		this.manager.removeCache("playrs");
		assertThat(of("playrs")).isEmpty();
		assertThat(output).contains("WARN")
			.containsOnlyOnce("There was no cache 'playrs' until its keys were asked for; did you mean 'players'?");
	}

	@Test
	void otherCacheIsNotWarnedOf(CapturedOutput output) {
		this.manager.getCache("players").put("#2PP", "Peter");
		assertThat(of("seasons")).isEmpty();
		assertThat(of("players")).singleElement().isEqualTo("#2PP");
		assertThat(output).doesNotContain("did you mean");
	}

}
