package dev.triggers.naming;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NearestNames}.
 */
class NearestNamesTests {

	private static final List<String> NAMES = List.of("wars.refresh", "clans.sync", "statusProbe.probeAll");

	@Test
	void nameWithTypingErrorIsFound() {
		assertThat(NearestNames.of("wars.refesh", NAMES)).containsExactly("wars.refresh");
	}

	@Test
	void nameInAnotherSpellingIsFound() {
		assertThat(NearestNames.of("status-probe.probe-all", NAMES)).containsExactly("statusProbe.probeAll");
	}

	@Test
	void nameThatIsNotSimilarIsNotFound() {
		assertThat(NearestNames.of("cleanup", NAMES)).isEmpty();
	}

	@Test
	void bestNamesComeFirstAndMuchWorseOnesNotAtAll() {
		assertThat(NearestNames.of("abcdefghi", List.of("abcdexxxi", "abcdefghx", "abcdefgxx", "abcdefgh")))
			.containsExactly("abcdefgh", "abcdefghx", "abcdefgxx");
	}

	@Test
	void oneLetterIsNotNearToAnother() {
		assertThat(NearestNames.of("a", List.of("b", "c"))).isEmpty();
	}

	@Test
	void questionNamesTheNearest() {
		assertThat(NearestNames.question("clan.sync", NAMES)).isEqualTo("Did you mean 'clans.sync'?");
		assertThat(NearestNames.question("x", NAMES)).isEmpty();
	}

}
