package dev.triggers.autoconfigure.observation;

import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

import dev.triggers.execution.context.ContextCapture;
import dev.triggers.observation.SnapshotContextCapture;

/**
 * Auto-configuration for taking the context of a thread to all threads of an execution.
 *
 * @since 1.0.0
 */
@AutoConfiguration
@ConditionalOnClass(ContextSnapshotFactory.class)
public final class TriggersContextPropagationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = ContextCapture.class, search = SearchStrategy.CURRENT)
	SnapshotContextCapture triggersContextCapture() {
		return new SnapshotContextCapture();
	}

}
