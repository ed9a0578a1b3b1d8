package dev.triggers.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerProblem;
import dev.triggers.definition.TriggerProblem.Place;
import dev.triggers.testsupport.DiscoveryConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reports of applications that do not start, with the test classes of this package shown
 * as {@code com.acme}.
 */
class TriggerReports {

	private final ApplicationContextRunner runner;

	/**
	 * Create reports of what discovery finds, without engine and auto-configuration.
	 */
	TriggerReports() {
		this(DiscoveryConfiguration.class);
	}

	TriggerReports(Class<?> configuration) {
		this.runner = new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withUserConfiguration(configuration);
	}

	String of(UnaryOperator<ApplicationContextRunner> customizer) {
		String[] report = new String[1];
		customizer.apply(this.runner).run((context) -> {
			Throwable failure = context.getStartupFailure();
			assertThat(failure).isNotNull();
			FailureAnalysis analysis = new InvalidTriggerFailureAnalyzer().analyze(readable(failure));
			assertThat(analysis).as(failure.toString()).isNotNull();
			report[0] = analysis.getDescription() + "\n\nAction:\n\n" + analysis.getAction() + "\n";
		});
		return report[0];
	}

	/**
	 * Replace the names of nested and local classes, which the compiler numbers.
	 */
	private static Throwable readable(Throwable failure) {
		List<TriggerProblem> problems = new ArrayList<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidTriggerException invalid) {
				invalid.problems().forEach((problem) -> problems.add(readable(problem)));
			}
		}
		return problems.isEmpty() ? failure : new InvalidTriggerException(problems);
	}

	private static TriggerProblem readable(TriggerProblem problem) {
		Place place = problem.place();
		return new TriggerProblem(problem.id(), readable(problem.message()), (place != null)
				? new Place(readable(place.member()), place.declaration(), place.offset(), place.length()) : null,
				problem.origin(), readable(problem.action()));
	}

	private static String readable(String text) {
		return text.replaceAll("dev\\.triggers\\.autoconfigure\\.\\w+\\$\\d*", "com.acme.");
	}

}
