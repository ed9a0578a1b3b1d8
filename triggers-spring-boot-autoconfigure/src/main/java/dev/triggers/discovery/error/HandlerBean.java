package dev.triggers.discovery.error;

import org.springframework.beans.factory.BeanFactory;

import dev.triggers.TriggerErrorHandler;
import dev.triggers.TriggerFailure;

/**
 * Bean that handles failures, which is looked up when there is one.
 *
 * @param name name of the bean
 * @param beanFactory has the bean
 */
record HandlerBean(String name, BeanFactory beanFactory) implements FailureHandler {

	@Override
	public void handle(TriggerFailure failure) {
		this.beanFactory.getBean(this.name, TriggerErrorHandler.class).handle(failure);
	}

	@Override
	public String describe() {
		return "bean '" + this.name + "'";
	}

}
