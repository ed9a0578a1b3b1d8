package dev.triggers.observation;

import java.util.function.Consumer;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;

import dev.triggers.execution.context.ContextCapture;

/**
 * Takes all thread locals that Micrometer's context propagation knows to other threads,
 * observations among them, and hides there what these carry.
 *
 * @since 1.0.0
 */
public final class SnapshotContextCapture implements ContextCapture {

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().clearMissing(true).build();

	@Override
	public Consumer<Runnable> capture() {
		ContextSnapshot snapshot = this.snapshots.captureAll();
		return (code) -> snapshot.wrap(code).run();
	}

}
