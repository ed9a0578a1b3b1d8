package dev.triggers.discovery.declaration;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.Order;
import org.springframework.core.annotation.RepeatableContainers;
import org.springframework.util.ObjectUtils;

import dev.triggers.annotation.Execute;
import dev.triggers.discovery.declaration.Declaration.Member;

/**
 * Reads the annotations of the methods of a class.
 *
 * @since 1.0.0
 */
public class DeclarationReader {

	/**
	 * Read the annotated methods of a bean. They are in the order of their names, since
	 * the JVM does not keep the order of the source.
	 * @param beanName name of the bean
	 * @param type class of the bean
	 * @param order order of the triggers of methods without one of their own
	 * @return the methods
	 */
	public List<AnnotatedMethod> read(String beanName, Class<?> type, int order) {
		Map<Method, List<MergedAnnotation<?>>> found = MethodIntrospector.selectMethods(type,
				DeclarationReader::annotations);
		return found.entrySet()
			.stream()
			.sorted(Comparator.comparing((entry) -> MemberText.of(type, entry.getKey())))
			.map((entry) -> read(new Member(MemberText.of(type, entry.getKey()), beanName,
					beanName + "." + entry.getKey().getName(), order(entry.getKey(), order)), entry.getKey(),
					entry.getValue()))
			.toList();
	}

	private AnnotatedMethod read(Member member, Method method, List<MergedAnnotation<?>> annotations) {
		List<Declaration> triggers = new ArrayList<>();
		List<Callback> callbacks = new ArrayList<>();
		Declaration execute = null;
		for (MergedAnnotation<?> annotation : annotations) {
			DeclarationKind kind = DeclarationKind.of(annotation.getType());
			if (kind == DeclarationKind.EXECUTE) {
				// the nearest comes first
				execute = (execute != null) ? execute : declaration(kind, member, annotation);
			}
			else if (kind != null) {
				triggers.add(declaration(kind, member, annotation));
			}
			CallbackKind callback = CallbackKind.of(annotation.getType());
			if (callback != null) {
				callbacks.add(new Callback(callback, List.of(annotation.getStringArray(MergedAnnotation.VALUE))));
			}
		}
		return new AnnotatedMethod(method, triggers, callbacks, execute);
	}

	private static Declaration declaration(DeclarationKind kind, Member member, MergedAnnotation<?> annotation) {
		return new Declaration(kind, member, () -> AnnotationText.of(annotation.getRoot()), attributes(annotation));
	}

	/**
	 * Return whether calls of a method pass limits and retries.
	 * @param method the method of the class of a bean
	 * @return {@code true} if it, or a method that it overrides, is annotated so
	 */
	public static boolean isExecute(Method method) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(Execute.class);
	}

	/**
	 * Return the annotations of a method that matter, or {@code null} if there are none.
	 * Those of a method replace those of the method that it overrides, but limits and
	 * retries have nothing to do with triggers.
	 */
	private static @Nullable List<MergedAnnotation<?>> annotations(Method method) {
		List<MergedAnnotation<?>> all = MergedAnnotations
			.from(method, SearchStrategy.TYPE_HIERARCHY, RepeatableContainers.standardRepeatables())
			.stream()
			.filter((annotation) -> isRelevant(annotation.getType()))
			.<MergedAnnotation<?>>map((annotation) -> annotation)
			.toList();
		if (all.isEmpty()) {
			return null;
		}
		return Stream.concat(nearest(all, false), nearest(all, true)).toList();
	}

	private static Stream<MergedAnnotation<?>> nearest(List<MergedAnnotation<?>> all, boolean execute) {
		List<MergedAnnotation<?>> same = all.stream()
			.filter((annotation) -> (annotation.getType() == Execute.class) == execute)
			.toList();
		int nearest = same.stream().mapToInt(MergedAnnotation::getAggregateIndex).min().orElse(0);
		return same.stream().filter((annotation) -> annotation.getAggregateIndex() == nearest);
	}

	private static boolean isRelevant(Class<? extends Annotation> type) {
		return CallbackKind.of(type) != null || DeclarationKind.of(type) != null;
	}

	/**
	 * Return the attributes that are set, without the alias {@code value}.
	 */
	private static Map<String, Object> attributes(MergedAnnotation<?> annotation) {
		Map<String, Object> attributes = new LinkedHashMap<>();
		for (Method attribute : annotation.getType().getDeclaredMethods()) {
			String name = attribute.getName();
			if (!name.equals(MergedAnnotation.VALUE) && annotation.hasNonDefaultValue(name)) {
				annotation.getValue(name)
					.filter((value) -> !ObjectUtils.isEmpty(value))
					.ifPresent((value) -> attributes.put(name, value));
			}
		}
		return attributes;
	}

	private static int order(Method method, int order) {
		MergedAnnotation<Order> annotation = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.get(Order.class);
		return annotation.isPresent() ? annotation.getInt(MergedAnnotation.VALUE) : order;
	}

}
