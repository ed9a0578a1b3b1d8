package dev.triggers.discovery.callback;

import java.util.List;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.declaration.CallbackKind;
import dev.triggers.discovery.method.BeanMethod;
import dev.triggers.discovery.method.Obstacle;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;

/**
 * Method that is called about triggers.
 *
 * @param kind when it is called
 * @param method the method
 * @param order position of its bean among others, lowest first
 * @param triggers the names it was annotated with, which may be none
 * @since 1.0.0
 */
public record CallbackMethod(CallbackKind kind, BeanMethod method, int order, List<String> triggers) {

	public CallbackMethod {
		triggers = List.copyOf(triggers);
	}

	/**
	 * Return the name of the bean that has the method.
	 * @return the name
	 */
	public String beanName() {
		return this.method.bean().name();
	}

	/**
	 * Refuse the method if it cannot be called.
	 * @throws InvalidTriggerException if it cannot be called
	 */
	public void checkCallable() {
		Obstacle obstacle = Obstacle.find(this.method.method(), this.method.bean());
		if (obstacle != null) {
			throw notCallable(obstacle.reason(), obstacle.action());
		}
	}

	/**
	 * Return an exception that says that the method cannot be called.
	 * @param reason the reason, which continues "the method cannot be called: "
	 * @param action how to mend it
	 * @return the exception
	 */
	public InvalidTriggerException notCallable(String reason, String action) {
		return invalid(ProblemId.NOT_CALLABLE,
				"The " + this.kind + " method of bean '" + beanName() + "' cannot be called: " + reason, action);
	}

	/**
	 * Return an exception that says that the parameters of the method do not fit.
	 * @param first parameters that would fit
	 * @param second other parameters that would fit
	 * @return the exception
	 */
	public InvalidTriggerException parameters(String first, String second) {
		String name = this.method.method().getName();
		return invalid(ProblemId.PARAMETERS, "Parameters of the " + this.kind + " method do not fit",
				"Declare it as " + name + "(" + first + "), or as " + name + "(" + second + ").");
	}

	/**
	 * Return an exception.
	 * @param id the id
	 * @param message what is wrong
	 * @param action how to mend it
	 * @return the exception
	 */
	public InvalidTriggerException invalid(ProblemId id, String message, String action) {
		return Problems.of(id, this.method.describe(), message, action);
	}

}
