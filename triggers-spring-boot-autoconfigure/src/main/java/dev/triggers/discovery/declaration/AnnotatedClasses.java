package dev.triggers.discovery.declaration;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

import dev.triggers.annotation.OnError;

/**
 * Knows which classes have annotated methods, as fast as it can be known: each class and
 * interface is looked at once, whatever number of beans has it. Thread-safe.
 *
 * @since 1.0.0
 */
public class AnnotatedClasses {

	private static final Log logger = LogFactory.getLog(AnnotatedClasses.class);

	private final Map<Class<? extends Annotation>, Boolean> annotations = new ConcurrentHashMap<>();

	private final Map<Class<?>, Boolean> declaring = new ConcurrentHashMap<>();

	private final Map<Class<?>, Boolean> classes = new ConcurrentHashMap<>();

	/**
	 * Return whether a method of a class, its superclasses or its interfaces declares a
	 * trigger, is called about triggers, or is called under limits.
	 * @param type the class
	 * @return {@code true} if one does
	 */
	public boolean isCandidate(Class<?> type) {
		Boolean known = this.classes.get(type);
		if (known == null) {
			known = search(type);
			this.classes.put(type, known);
		}
		return known;
	}

	private boolean search(Class<?> type) {
		if (isForeign(type)) {
			return false;
		}
		if (this.declaring.computeIfAbsent(type, this::declares)) {
			return true;
		}
		Class<?> superclass = type.getSuperclass();
		return (superclass != null && isCandidate(superclass))
				|| Stream.of(type.getInterfaces()).anyMatch(this::isCandidate);
	}

	/**
	 * Return whether a class can have no trigger, so that its methods need not be loaded.
	 */
	private static boolean isForeign(Class<?> type) {
		return !AnnotationUtils.isCandidateClass(type, OnError.class);
	}

	private boolean declares(Class<?> type) {
		try {
			boolean[] found = new boolean[1];
			ReflectionUtils.doWithLocalMethods(type, (method) -> found[0] = found[0] || isAnnotated(method));
			return found[0];
		}
		catch (IllegalStateException | LinkageError ex) {
			logger.debug("Methods of " + type.getName() + " cannot be read, so it has no triggers", ex);
			return false;
		}
	}

	private boolean isAnnotated(Method method) {
		for (Annotation annotation : method.getDeclaredAnnotations()) {
			if (this.annotations.computeIfAbsent(annotation.annotationType(), AnnotatedClasses::isRelevant)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isRelevant(Class<? extends Annotation> type) {
		return isOurs(type) || MergedAnnotations.from(type).stream().anyMatch((meta) -> isOurs(meta.getType()))
				|| isContainer(type);
	}

	/**
	 * Return whether an annotation is the container of a repeatable composed annotation.
	 */
	private static boolean isContainer(Class<? extends Annotation> type) {
		Method value = ReflectionUtils.findMethod(type, "value");
		Class<?> component = (value != null) ? value.getReturnType().getComponentType() : null;
		return component != null && component.isAnnotation()
				&& MergedAnnotations.from(component).stream().anyMatch((meta) -> isOurs(meta.getType()));
	}

	private static boolean isOurs(Class<? extends Annotation> type) {
		return CallbackKind.of(type) != null
				|| Stream.of(DeclarationKind.values()).anyMatch((kind) -> kind.isDeclaredBy(type));
	}

}
