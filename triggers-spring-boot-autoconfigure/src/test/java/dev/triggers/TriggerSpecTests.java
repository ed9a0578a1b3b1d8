package dev.triggers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.triggers.definition.MisfirePolicy;
import dev.triggers.element.Element;
import dev.triggers.element.ElementCursor;
import dev.triggers.testsupport.TestEvent;
import dev.triggers.work.TriggerHook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TriggerSpec}.
 */
class TriggerSpecTests {

	@Test
	void attributesHaveTheNamesOfTheAnnotations() {
		TriggerSpec spec = TriggerSpec.named("a")
			.every(Duration.ofSeconds(10))
			.onStartup(false)
			.count(3)
			.reconnect(true)
			.misfire(MisfirePolicy.SKIP)
			.unhealthyAfter(Duration.ofMinutes(15))
			.execute(() -> {
			});
		assertThat(spec.name()).isEqualTo("a");
		assertThat(spec.attributes()).containsEntry("every", "PT10S")
			.containsEntry("onStartup", "false")
			.containsEntry("count", 3L)
			.containsEntry("reconnect", "true")
			.containsEntry("unhealthyAfter", "PT15M")
			.containsEntry("misfire", new MisfirePolicy[] { MisfirePolicy.SKIP })
			.doesNotContainKey("zone");
	}

	@Test
	void nameMustHaveText() {
		assertThatIllegalArgumentException().isThrownBy(() -> TriggerSpec.named(" "))
			.withMessage("'name' must have text");
	}

	@Test
	void elementsAreReadAnewAndPassedToTheCode() throws Throwable {
		List<String> source = new ArrayList<>(List.of("x"));
		List<String> seen = new ArrayList<>();
		TriggerSpec spec = TriggerSpec.named("a").every("1s").forEachOf(() -> source, seen::add);
		source.add("y");
		try (ElementCursor cursor = spec.elements().open()) {
			assertThat(cursor).isNotNull();
			assertThat(cursor.total()).isEqualTo(2);
			for (int i = 0; cursor.hasNext(); i++) {
				spec.target().call(new Element(i, cursor.next()));
			}
		}
		assertThat(seen).containsExactly("x", "y");
	}

	@Test
	void codeMayBeToldAboutTheExecution() throws Throwable {
		TestEvent event = new TestEvent("a", 3);
		List<Object> seen = new ArrayList<>();
		TriggerSpec.Builder builder = TriggerSpec.named("a").every("1s");
		TriggerSpec alone = builder.executeWithEvent(seen::add);
		alone.target().within(event).call(null);
		assertThat(seen).containsExactly(event);
		for (TriggerSpec spec : List.of(
				builder.forEachWithEvent(List.of("x"), (element, told) -> seen.add(element + " " + told.iteration())),
				builder.forEachOfWithEvent(() -> List.of("y"),
						(element, told) -> seen.add(element + " " + told.iteration())),
				builder.forEachInWithEvent(() -> Stream.of("z"),
						(element, told) -> seen.add(element + " " + told.iteration())))) {
			try (ElementCursor cursor = spec.elements().open()) {
				spec.target().within(event).call(new Element(0, cursor.next()));
			}
		}
		assertThat(seen).containsExactly(event, "x 3", "y 3", "z 3");
		assertThat(alone.target().describe()).isEqualTo("dev.triggers.TriggerSpecTests (lambda)");
		assertThatIllegalStateException().isThrownBy(() -> alone.target().call(null));
	}

	@Test
	void codeIsNamedByTheClassThatHasIt() {
		TriggerSpec spec = TriggerSpec.named("a").every("1s").forEachOf(List::of, Object::hashCode);
		assertThat(spec.target().describe()).isEqualTo("dev.triggers.TriggerSpecTests (lambda)");
		assertThat(spec.elements().describe()).isEqualTo("dev.triggers.TriggerSpecTests (lambda)");
	}

	@Test
	void laterChangesOfTheBuilderDoNotReachTheSpec() {
		TriggerSpec.Builder builder = TriggerSpec.named("a").every("1s");
		TriggerSpec spec = builder.execute(() -> {
		});
		builder.every("2s");
		assertThat(spec.attributes()).containsEntry("every", "1s");
	}

	private static void pause(Duration duration) throws InterruptedException {
		if (duration.isNegative()) {
			throw new InterruptedException();
		}
	}

	@Test
	void hooksMayBeCodeWithAndWithoutResult() throws Throwable {
		List<String> seen = new ArrayList<>();
		CompletableFuture<Void> pending = new CompletableFuture<>();
		TriggerSpec spec = TriggerSpec.named("a").every("1s").beforeTrigger(() -> pending).beforeTrigger(() -> {
			seen.add("block");
			pause(Duration.ZERO);
		}).beforeTrigger(seen::clear).afterTrigger(() -> {
			throw new IOException("failed");
		}).execute(() -> {
		});
		assertThat(spec.hooks().before()).hasSize(3)
			.extracting(TriggerHook::describe)
			.containsOnly("dev.triggers.TriggerSpecTests (lambda)");
		assertThat(spec.hooks().before().get(0).call()).isSameAs(pending);
		assertThat(spec.hooks().before().get(1).call()).isNull();
		assertThat(seen).containsExactly("block");
		spec.hooks().before().get(2).call();
		assertThat(seen).isEmpty();
		assertThatIOException().isThrownBy(() -> spec.hooks().after().get(0).call()).withMessage("failed");
	}

}
