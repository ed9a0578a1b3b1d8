package dev.triggers.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SnapshotContextCapture}.
 */
class SnapshotContextCaptureTests {

	private static final String KEY = "triggers.test.tenant";

	private final ThreadLocal<@Nullable String> tenant = new ThreadLocal<>();

	private final SnapshotContextCapture capture = new SnapshotContextCapture();

	private final List<@Nullable String> seen = new ArrayList<>();

	@BeforeEach
	void knowTenant() {
		ContextRegistry.getInstance()
			.registerThreadLocalAccessor(KEY, this.tenant::get, this.tenant::set, this.tenant::remove);
	}

	@AfterEach
	void forgetTenant() {
		ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
		this.tenant.remove();
	}

	private void see() {
		this.seen.add(this.tenant.get());
	}

	@Test
	void codeSeesWhatWasCapturedOnEachThread() throws InterruptedException {
		this.tenant.set("acme");
		Consumer<Runnable> captured = this.capture.capture();
		Thread thread = new Thread(() -> {
			captured.accept(this::see);
			see();
		});
		thread.start();
		thread.join();
		assertThat(this.seen).containsExactly("acme", null);
	}

	@Test
	void codeSeesNothingOfAThreadThatCarriesSomethingElse() {
		Consumer<Runnable> nothing = this.capture.capture();
		this.tenant.set("acme");
		Consumer<Runnable> acme = this.capture.capture();
		this.tenant.set("other");
		nothing.accept(this::see);
		acme.accept(this::see);
		see();
		assertThat(this.seen).containsExactly(null, "acme", "other");
	}

	@Test
	void observationsAreTakenAndHidden() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		ObservationThreadLocalAccessor accessor = ObservationThreadLocalAccessor.getInstance();
		accessor.setObservationRegistry(registry);
		Observation observation = Observation.start("test", registry);
		Consumer<Runnable> captured = observation.scoped(this.capture::capture);
		Consumer<Runnable> nothing = this.capture.capture();
		captured.accept(() -> assertThat(registry.getCurrentObservation()).isSameAs(observation));
		observation.scoped(() -> {
			nothing.accept(() -> assertThat(registry.getCurrentObservation()).isNotSameAs(observation));
			assertThat(registry.getCurrentObservation()).isSameAs(observation);
		});
		assertThat(registry.getCurrentObservation()).isNull();
		observation.stop();
	}

}
