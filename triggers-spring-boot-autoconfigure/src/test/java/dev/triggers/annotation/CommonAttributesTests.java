package dev.triggers.annotation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CronTrigger}, {@link IntervalTrigger}, {@link TimeTrigger} and
 * {@link CustomTrigger}: all have the same common attributes.
 */
class CommonAttributesTests {

	private static final Map<Class<? extends Annotation>, Set<String>> OWN = Map.of(CronTrigger.class,
			Set.of("value", "cron", "dialect"), IntervalTrigger.class, Set.of("value", "every", "seconds", "mode"),
			TimeTrigger.class, Set.of("value", "times"), CustomTrigger.class, Set.of("value", "schedule", "type"));

	@Test
	void allTriggerAnnotationsHaveTheSameCommonAttributes() {
		Map<String, String> expected = common(CronTrigger.class);
		assertThat(expected).hasSize(21)
			.containsEntry("manual", "boolean false")
			.containsEntry("iterArgs", "String[] []");
		assertThat(OWN.keySet()).allSatisfy((type) -> assertThat(common(type)).isEqualTo(expected));
	}

	@ParameterizedTest
	@ValueSource(classes = { CronTrigger.Hourly.class, CronTrigger.Daily.class, CronTrigger.Weekly.class,
			CronTrigger.Monthly.class, IntervalTrigger.Hourly.class, IntervalTrigger.Daily.class })
	void shortcutsPassAllCommonAttributesOn(Class<? extends Annotation> shortcut) {
		Class<?> owner = shortcut.getDeclaringClass();
		assertThat(attributes(shortcut)).isEqualTo(common(CronTrigger.class));
		assertThat(shortcut.getDeclaredMethods()).allSatisfy((method) -> {
			AliasFor alias = method.getAnnotation(AliasFor.class);
			assertThat(alias).isNotNull();
			assertThat(alias.annotation()).isEqualTo(owner);
		});
	}

	@Test
	void everyAttributeThatIsNoScheduleCanBeSetByProperty() throws Exception {
		Class<?> instance = Class.forName("dev.triggers.autoconfigure.TriggersProperties$Instance");
		Set<String> properties = Stream.of(instance.getRecordComponents())
			.map((component) -> component.getName())
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> expected = new TreeSet<>(common(CronTrigger.class).keySet());
		expected.remove("name");
		expected.addAll(List.of("enabled", "cron", "every", "mode", "times"));
		assertThat(properties).isEqualTo(expected);
	}

	private static Map<String, String> common(Class<? extends Annotation> type) {
		Map<String, String> attributes = attributes(type);
		attributes.keySet().removeAll(OWN.get(type));
		return attributes;
	}

	private static Map<String, String> attributes(Class<? extends Annotation> type) {
		Map<String, String> attributes = new TreeMap<>();
		for (Method method : type.getDeclaredMethods()) {
			Object value = method.getDefaultValue();
			attributes.put(method.getName(), method.getReturnType().getSimpleName() + " "
					+ ((value instanceof Object[] array) ? Arrays.toString(array) : value));
		}
		return attributes;
	}

}
