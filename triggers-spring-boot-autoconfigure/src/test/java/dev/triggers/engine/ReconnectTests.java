package dev.triggers.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.Outcome;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for calls that are repeated, and {@link TriggerHandle#addReconnectOn}, on the
 * virtual clock.
 */
class ReconnectTests {

	private final VirtualEngine virtual = new VirtualEngine();

	private final List<Object> calls = new ArrayList<>();

	@Test
	void reconnectNeedsToBeOn() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a"));
		assertThatIllegalStateException().isThrownBy(() -> handle.addReconnectOn(IllegalStateException.class))
			.withMessageContaining("reconnect = true");
		TriggerHandle other = this.virtual.register(TestTriggers.named("b").reconnect(ReconnectPolicy.DEFAULT));
		assertThatIllegalArgumentException().isThrownBy(() -> other.addReconnectOn(String.class));
		other.addReconnectOn(IllegalStateException.class);
		assertThat(other.removeReconnectOn(IllegalStateException.class, IOException.class)).isTrue();
		assertThat(other.removeReconnectOn(IOException.class)).isFalse();
	}

	@Test
	void elementThatCannotBeReachedIsRepeatedAndTheOthersWaitForIt() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").reconnect(ReconnectPolicy.DEFAULT).elements("x", "y").calls((element) -> {
				this.calls.add(element);
				if (this.calls.size() < 3) {
					throw new IOException("unreachable");
				}
				return null;
			}));
		handle.start();
		this.virtual.advance("2.999s");
		assertThat(this.calls).containsExactly("x", "x");
		this.virtual.advance("0.001s");
		assertThat(this.calls).containsExactly("x", "x", "x", "y");
		assertThat(handle.lastExecution().counts().failed()).isZero();
		assertThat(this.virtual.recorder.events(ExecutionEvent.CallRepeated.class))
			.extracting(ExecutionEvent.CallRepeated::delay)
			.containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
	}

	@Test
	void elementsThatCannotBeReadAreReadAgain() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").reconnect(ReconnectPolicy.DEFAULT).elements(() -> {
				if (this.virtual.time.now().getEpochSecond() % 60 < 2) {
					throw new IOException("unreachable");
				}
				return List.of(1, 2);
			}).calls(this::call));
		handle.start();
		this.virtual.advance("5s");
		assertThat(this.calls).containsExactly(1, 2);
	}

	@Test
	void cancelEndsTheWaitForARepetition() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").reconnect(ReconnectPolicy.DEFAULT).calls((element) -> {
				throw new IOException("unreachable");
			}));
		handle.start();
		this.virtual.advance("0.5s");
		assertThat(handle.state()).isEqualTo(TriggerState.EXECUTING);
		handle.cancel();
		this.virtual.advance("0s");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(handle.lastExecution().outcome()).isEqualTo(Outcome.CANCELLED);
		assertThat(this.virtual.time.pending()).isLessThanOrEqualTo(1);
	}

	private @Nullable Object call(@Nullable Object element) {
		this.calls.add((element != null) ? element : "call");
		return null;
	}

}
