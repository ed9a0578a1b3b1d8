package dev.triggers.metrics;

import java.io.IOException;
import java.lang.reflect.Proxy;

import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import dev.triggers.execution.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExecutionTags}.
 */
class ExecutionTagsTests {

	@Test
	void outcomesAreTheWordsOfTheEndpoint() {
		assertThat(ExecutionTags.outcome(null)).isEqualTo("STARTED");
		assertThat(ExecutionTags.outcome(Outcome.SUCCEEDED)).isEqualTo("SUCCESS");
		assertThat(ExecutionTags.outcome(Outcome.FAILED)).isEqualTo("ERROR");
		assertThat(ExecutionTags.outcome(Outcome.CANCELLED)).isEqualTo("CANCELLED");
	}

	@Test
	void nameIsThatOfTheTypeAsItWasWritten() {
		Runnable lambda = () -> {
		};
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Runnable.class },
				(target, method, arguments) -> null);
		assertThat(ExecutionTags.name(IOException.class)).isEqualTo("IOException");
		assertThat(ExecutionTags.name(Nested.class)).isEqualTo("Nested");
		assertThat(ExecutionTags.name(new Nested() {
		}.getClass())).isEqualTo("Nested");
		assertThat(ExecutionTags.name(Mockito.mock(Nested.class).getClass())).isEqualTo("Nested");
		assertThat(ExecutionTags.name(lambda.getClass())).isEqualTo("Object");
		assertThat(ExecutionTags.name(proxy.getClass())).doesNotContain("/");
	}

	/**
	 * Exception with a name.
	 */
	static class Nested extends IOException {

	}

}
