package dev.triggers.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerHandle#restartAsync} with several threads.
 */
class RestartAsyncIntegrationTests {

	private final VirtualEngine virtual = new VirtualEngine();

	@Test
	void whoeverIsToldHoldsUpNobody() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(3))));
		handle.start();
		this.virtual.advance("1s");
		CompletableFuture<Boolean> stopped = handle.restartAsync()
			.thenApply((restarted) -> CompletableFuture.supplyAsync(handle::stop)
				.completeOnTimeout(false, 10, TimeUnit.SECONDS)
				.join());
		this.virtual.advance("0s");
		assertThat(stopped).isCompletedWithValue(true);
	}

	@Test
	void whoeverIsToldOfARemovalMayWaitForAnotherRegistration() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(3))));
		handle.start();
		this.virtual.advance("1s");
		CompletableFuture<Boolean> registered = handle.restartAsync()
			.thenApply((restarted) -> CompletableFuture
				.supplyAsync(() -> this.virtual.register(TestTriggers.named("b")) != null)
				.completeOnTimeout(false, 10, TimeUnit.SECONDS)
				.join());
		this.virtual.engine.unregister("a");
		assertThat(registered).isCompletedWithValue(true);
	}

}
