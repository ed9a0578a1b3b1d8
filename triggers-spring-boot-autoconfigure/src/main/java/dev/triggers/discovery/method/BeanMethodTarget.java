package dev.triggers.discovery.method;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;
import dev.triggers.work.CallContext;
import dev.triggers.work.TriggerTarget;

/**
 * Target that is a method of a bean, with its fixed arguments bound.
 *
 * @since 1.0.0
 */
public final class BeanMethodTarget implements TriggerTarget {

	private final BeanMethod method;

	private final BoundArguments arguments;

	/**
	 * Create a target.
	 * @param method the method
	 * @param arguments its arguments
	 */
	public BeanMethodTarget(BeanMethod method, BoundArguments arguments) {
		this.method = method;
		this.arguments = arguments;
	}

	@Override
	public @Nullable Object call(@Nullable Element element) throws Throwable {
		return this.method.invoke(this.arguments.with(element));
	}

	@Override
	public TriggerTarget withArguments(List<? extends @Nullable Object> arguments) {
		return with(this.arguments.withStart(arguments));
	}

	@Override
	public TriggerTarget within(CallContext context) {
		return with(this.arguments.within(context));
	}

	private TriggerTarget with(BoundArguments bound) {
		return (bound != this.arguments) ? new BeanMethodTarget(this.method, bound) : this;
	}

	@Override
	public String describe() {
		return this.method.describe();
	}

	@Override
	public String toString() {
		return describe();
	}

}
