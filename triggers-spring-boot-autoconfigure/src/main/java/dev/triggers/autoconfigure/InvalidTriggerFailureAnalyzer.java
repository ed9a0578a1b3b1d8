package dev.triggers.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerProblem;
import dev.triggers.definition.TriggerProblem.Place;
import dev.triggers.definition.ValueOrigin;

/**
 * Reports all invalid triggers of an application at once, each with its place and a way
 * to mend it.
 */
class InvalidTriggerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTriggerException> {

	private static final Pattern TRIGGER = Pattern.compile("(?i)\\btrigger '[^']+'");

	private static final Pattern CALLBACK = Pattern.compile("@(OnError|BeforeTrigger|AfterTrigger)\\b");

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTriggerException cause) {
		List<TriggerProblem> problems = cause.problems();
		String description = IntStream.range(0, problems.size())
			.mapToObj((index) -> describe(index + 1, problems.get(index)))
			.collect(Collectors.joining("\n\n"));
		String action = IntStream.range(0, problems.size())
			.mapToObj((index) -> (index + 1) + ") " + problems.get(index).action())
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis(headline(problems) + "\n\n" + description, action, cause);
	}

	private static String headline(List<TriggerProblem> problems) {
		List<String> subjects = problems.stream().map(InvalidTriggerFailureAnalyzer::subject).distinct().toList();
		boolean triggers = problems.stream().allMatch(InvalidTriggerFailureAnalyzer::isAboutTrigger);
		String headline = (subjects.size() == 1) ? (triggers ? "1 trigger is" : "1 declaration is") + " not valid"
				: subjects.size() + (triggers ? " triggers are" : " declarations are") + " not valid";
		return headline + ((problems.size() > subjects.size()) ? ", for " + problems.size() + " reasons." : ".");
	}

	/**
	 * Return what a problem is about: the trigger that its message names, as a member may
	 * be that of several beans.
	 */
	private static String subject(TriggerProblem problem) {
		Matcher trigger = TRIGGER.matcher(problem.message());
		if (isAboutTrigger(problem) && trigger.find()) {
			return trigger.group().toLowerCase(Locale.ROOT);
		}
		return (problem.place() != null) ? problem.place().member() : problem.message();
	}

	private static boolean isAboutTrigger(TriggerProblem problem) {
		boolean callback = CALLBACK.matcher(problem.message()).find() || problem.id().equals("TRG-203");
		return problem.place() != null && !callback;
	}

	private static String describe(int number, TriggerProblem problem) {
		String label = number + ") ";
		String indent = " ".repeat(label.length());
		StringBuilder text = new StringBuilder(label).append('[').append(problem.id()).append("] ");
		text.append(problem.message());
		Place place = problem.place();
		if (place != null) {
			text.append(place(indent + "  ", place));
		}
		if (problem.origin().kind() == ValueOrigin.Kind.PROPERTY) {
			text.append('\n').append(indent).append("Value from: ").append(problem.origin());
		}
		return text.toString();
	}

	private static String place(String indent, Place place) {
		String line = "\n" + indent + place.member();
		if (place.declaration().isEmpty()) {
			return line;
		}
		String before = indent + place.member() + "   ";
		String carets = (place.length() > 0)
				? "\n" + " ".repeat(before.length() + place.offset()) + "^".repeat(place.length()) : "";
		return line + "   " + place.declaration() + carets;
	}

}
