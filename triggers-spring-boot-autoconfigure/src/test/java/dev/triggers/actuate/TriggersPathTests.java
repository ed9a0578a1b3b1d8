package dev.triggers.actuate;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersPath}.
 */
class TriggersPathTests {

	private static final Set<String> TRIGGERS = Set.of("a", "a/b", "executions", "c/executions", "c");

	@ParameterizedTest
	@CsvSource(textBlock = """
			a,                     a,            false,
			a/b,                   a/b,          false,
			a/executions,          a,            true,
			a/b/executions,        a/b,          true,
			a/executions/1,        a,            true,  1
			a/b/executions/1,      a/b,          true,  1
			executions,            executions,   false,
			executions/executions, executions,   true,
			c/executions,          c/executions, false,
			c/executions/executions/1, c/executions, true, 1
			x,                     x,            false,
			x/executions/1,        x,            true,  1
			a/executions/1/2,      a/executions/1/2, false,
			""")
	void namesATriggerItsExecutionsOrOneOfThem(String path, String trigger, boolean ofExecutions, String execution) {
		assertThat(TriggersPath.of(path.split("/"), TRIGGERS::contains))
			.isEqualTo(new TriggersPath(trigger, ofExecutions, execution));
	}

}
