package dev.triggers.discovery.aot;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.triggers.discovery.TriggerBeanPostProcessor;
import dev.triggers.discovery.bean.Candidate;
import dev.triggers.discovery.bean.CandidateFinder;
import dev.triggers.discovery.declaration.AnnotatedClasses;
import dev.triggers.discovery.declaration.AnnotatedMethod;
import dev.triggers.discovery.declaration.DeclarationReader;

/**
 * Contributes what annotated methods of beans, and the beans and classes that their
 * annotations name, need to be called in a native image. The annotations are read again
 * when the application starts.
 */
class TriggerAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(TriggerBeanPostProcessor.class, true, false).length == 0) {
			return null;
		}
		return (context, code) -> {
			TriggerHints hints = new TriggerHints(context.getRuntimeHints(), beanFactory);
			hints.addAll();
			CandidateFinder finder = new CandidateFinder(beanFactory, new AnnotatedClasses());
			DeclarationReader reader = new DeclarationReader();
			for (Candidate candidate : finder.findAll(Map.of())) {
				for (AnnotatedMethod method : reader.read(candidate.bean().name(), candidate.bean().type(), 0)) {
					hints.add(candidate.bean().type(), method);
				}
			}
		};
	}

}
