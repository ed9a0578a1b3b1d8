package dev.triggers.actuate;

import java.lang.reflect.RecordComponent;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import dev.triggers.actuate.cache.CacheGroupDescriptor;
import dev.triggers.actuate.cache.CachesDescriptor;
import dev.triggers.actuate.descriptor.CurrentDescriptor;
import dev.triggers.actuate.descriptor.ExecutionDescriptor;
import dev.triggers.actuate.descriptor.ExecutionsDescriptor;
import dev.triggers.actuate.descriptor.ExpressionDescriptor;
import dev.triggers.actuate.descriptor.FailureDescriptor;
import dev.triggers.actuate.descriptor.FiredDescriptor;
import dev.triggers.actuate.descriptor.ProblemDescriptor;
import dev.triggers.actuate.descriptor.ScheduleDescriptor;
import dev.triggers.actuate.descriptor.TriggerDescriptor;
import dev.triggers.actuate.descriptor.TriggersDescriptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DescriptorRuntimeHints}.
 */
class DescriptorRuntimeHintsTests {

	@ParameterizedTest
	@ValueSource(classes = { TriggersDescriptor.class, TriggersDescriptor.GroupDescriptor.class,
			TriggerDescriptor.class, TriggerDescriptor.StatisticsDescriptor.class, CurrentDescriptor.class,
			ScheduleDescriptor.class, ScheduleDescriptor.TimeDescriptor.class, ExpressionDescriptor.class,
			ExecutionsDescriptor.class, ExecutionDescriptor.class, ExecutionDescriptor.ElementsDescriptor.class,
			ExecutionDescriptor.ProgressDescriptor.class, ExecutionDescriptor.ExceptionDescriptor.class,
			ExecutionDescriptor.PageDescriptor.class, FailureDescriptor.class,
			FailureDescriptor.ElementDescriptor.class, FailureDescriptor.ThrownDescriptor.class, FiredDescriptor.class,
			ProblemDescriptor.class, ProblemDescriptor.PlaceDescriptor.class, CachesDescriptor.class,
			CacheGroupDescriptor.class, CacheGroupDescriptor.CacheDescriptor.class,
			CacheGroupDescriptor.FailuresDescriptor.class })
	void viewsCanBeWritten(Class<?> type) {
		RuntimeHints hints = new RuntimeHints();
		new DescriptorRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
		for (RecordComponent component : type.getRecordComponents()) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor())).accepts(hints);
		}
	}

}
