package dev.triggers.test;

import java.util.concurrent.Executor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;

/**
 * Executor of the triggers in virtual time: what it is given waits for the test's thread.
 */
final class VirtualTaskExecutor implements Executor {

	private final VirtualTime time;

	private final TaskDecorator decorator;

	/**
	 * Create an executor.
	 * @param time runs the tasks
	 * @param decorators decorate the tasks as they do in the application
	 */
	VirtualTaskExecutor(VirtualTime time, ObjectProvider<TaskDecorator> decorators) {
		this.time = time;
		this.decorator = new CompositeTaskDecorator(decorators.orderedStream().toList());
	}

	@Override
	public void execute(Runnable task) {
		this.time.schedule(this.decorator.decorate(task), this.time.now());
	}

}
