package dev.triggers.discovery.error;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;

import dev.triggers.TriggerFailure;
import dev.triggers.discovery.declaration.DeclaredParameters;
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
		List<Class<?>> types = DeclaredParameters.types(this.method.method());
		if (types.size() == 1) {
			return types.get(0).isAssignableFrom(TriggerFailure.class);
		}
		return types.size() == 3 && types.get(0).isAssignableFrom(String.class) && types.get(1) == Object.class
				&& types.get(2) == Throwable.class;
	}

	@Override
	public void handle(TriggerFailure failure) throws Throwable {
		boolean whole = DeclaredParameters.types(this.method.method()).size() == 1;
		@Nullable Object[] arguments = whole ? new Object[] { failure }
				: new @Nullable Object[] { failure.triggerName(), failure.element(), failure.exception() };
		Object result = this.method.invoke(arguments);
		if (KotlinDetector.isSuspendingFunction(this.method.method()) && result instanceof Future<?> end) {
			await(end);
		}
	}

	/**
	 * Wait as for any other handler, which may block.
	 */
	private static void await(Future<?> end) throws Throwable {
		try {
			end.get();
		}
		catch (InterruptedException ex) {
			end.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw Objects.requireNonNullElse(ex.getCause(), ex);
		}
	}

	@Override
	public String describe() {
		return this.method.describe();
	}

}
