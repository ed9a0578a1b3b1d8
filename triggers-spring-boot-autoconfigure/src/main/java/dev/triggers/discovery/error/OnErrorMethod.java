package dev.triggers.discovery.error;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerFailure;
import dev.triggers.discovery.method.BeanMethod;

/**
 * Method that is annotated with {@link dev.triggers.annotation.OnError}.
 *
 * @param method the method
 */
record OnErrorMethod(BeanMethod method) implements FailureHandler {

	/**
	 * Return whether the method has the parameters of a handler.
	 */
	boolean isValid() {
		Class<?>[] types = this.method.method().getParameterTypes();
		if (types.length == 1) {
			return types[0].isAssignableFrom(TriggerFailure.class);
		}
		return types.length == 3 && types[0].isAssignableFrom(String.class) && types[1] == Object.class
				&& types[2] == Throwable.class;
	}

	@Override
	public void handle(TriggerFailure failure) throws Throwable {
		boolean whole = this.method.method().getParameterCount() == 1;
		@Nullable Object[] arguments = whole ? new Object[] { failure }
				: new @Nullable Object[] { failure.triggerName(), failure.element(), failure.exception() };
		this.method.invoke(arguments);
	}

	@Override
	public String describe() {
		return this.method.describe();
	}

}
