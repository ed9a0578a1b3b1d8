package dev.triggers.observation;

import java.util.function.Consumer;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;

import dev.triggers.execution.context.ContextCapture;

/**
 * Takes all thread locals that Micrometer's context propagation knows to other threads,
 * and hides there what these carry; except observations, which executions have their own
 * of.
 *
 * @since 1.0.0
 */
public final class SnapshotContextCapture implements ContextCapture {

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
		.clearMissing(true)
		.captureKeyPredicate(SnapshotContextCapture::isTaken)
		.build();

	@Override
	public Consumer<Runnable> capture() {
		ContextSnapshot snapshot = this.snapshots.captureAll();
		return (code) -> {
			ContextSnapshot.Scope scope = snapshot.setThreadLocals(SnapshotContextCapture::isTaken);
			try {
				code.run();
			}
			finally {
				scope.close();
			}
		};
	}

	private static boolean isTaken(Object key) {
		return !key.equals(ObservationThreadLocalAccessor.KEY);
	}

}
