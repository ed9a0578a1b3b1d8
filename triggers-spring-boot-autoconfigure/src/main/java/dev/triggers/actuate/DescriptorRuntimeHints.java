package dev.triggers.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

import dev.triggers.actuate.cache.CacheGroupDescriptor;
import dev.triggers.actuate.cache.CachesDescriptor;
import dev.triggers.actuate.descriptor.ExecutionDescriptor;
import dev.triggers.actuate.descriptor.ExecutionsDescriptor;
import dev.triggers.actuate.descriptor.ExpressionDescriptor;
import dev.triggers.actuate.descriptor.FiredDescriptor;
import dev.triggers.actuate.descriptor.ProblemDescriptor;
import dev.triggers.actuate.descriptor.TriggerDescriptor;
import dev.triggers.actuate.descriptor.TriggersDescriptor;

/**
 * Lets views be written as JSON also where operations do not declare their types.
 */
class DescriptorRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), TriggersDescriptor.class,
				TriggerDescriptor.class, ExecutionsDescriptor.class, ExecutionDescriptor.class,
				ExpressionDescriptor.class, FiredDescriptor.class, ProblemDescriptor.class, CachesDescriptor.class,
				CacheGroupDescriptor.class);
	}

}
