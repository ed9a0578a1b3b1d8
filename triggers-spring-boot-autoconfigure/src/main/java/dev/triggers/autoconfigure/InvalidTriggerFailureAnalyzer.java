package dev.triggers.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerProblem;
import dev.triggers.definition.TriggerProblem.Place;
import dev.triggers.definition.ValueOrigin;

/**
 * Reports all invalid triggers of an application at once, or all invalid concurrency
 * groups and retry policies, or all invalid cache groups, each with its place and a way
 * to mend it.
 */
class InvalidTriggerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTriggerException> {

	private static final Pattern TRIGGER = Pattern.compile("(?i)\\btrigger '[^']+'");

	private static final Pattern SHARED = Pattern
		.compile("(?i)\\b(concurrency group|retry policy|cache group) '[^']+'");

	private static final Pattern CALLBACK = Pattern.compile("@(OnError|BeforeTrigger|AfterTrigger|Execute)\\b");

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
		String headline = counts(problems, subjects) + ((subjects.size() == 1) ? " is" : " are") + " not valid";
		return headline + ((problems.size() > subjects.size()) ? ", for " + problems.size() + " reasons." : ".");
	}

	private static String counts(List<TriggerProblem> problems, List<String> subjects) {
		if (problems.stream().allMatch(InvalidTriggerFailureAnalyzer::isAboutShared)) {
			return Stream.of(count(subjects, "concurrency group", "concurrency groups"),
					count(subjects, "retry policy", "retry policies"), count(subjects, "cache group", "cache groups"))
				.filter((count) -> !count.isEmpty())
				.collect(Collectors.joining(" and "));
		}
		boolean triggers = problems.stream().allMatch(InvalidTriggerFailureAnalyzer::isAboutTrigger);
		return subjects.size() + (triggers ? " trigger" : " declaration") + ((subjects.size() == 1) ? "" : "s");
	}

	private static String count(List<String> subjects, String singular, String plural) {
		long count = subjects.stream().filter((subject) -> subject.startsWith(singular)).count();
		return (count == 0) ? "" : count + " " + ((count == 1) ? singular : plural);
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
		Matcher shared = SHARED.matcher(problem.message());
		if (isAboutShared(problem) && shared.find()) {
			return shared.group().toLowerCase(Locale.ROOT);
		}
		return (problem.place() != null) ? problem.place().member() : problem.message();
	}

	/**
	 * Return whether a problem is about a group or a retry policy itself, not about who
	 * names it.
	 */
	private static boolean isAboutShared(TriggerProblem problem) {
		return problem.place() == null && SHARED.matcher(problem.message()).find();
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
