package dev.triggers.discovery.hook;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.discovery.declaration.DeclaredParameters;
import dev.triggers.discovery.method.BeanMethod;
import dev.triggers.work.TriggerHook;

/**
 * Method that is a hook of one trigger.
 *
 * @param method the method
 * @param trigger name of the trigger
 */
record HookMethod(BeanMethod method, String trigger) implements TriggerHook {

	/**
	 * Return whether the method has the parameters of a hook.
	 */
	boolean isValid() {
		List<Class<?>> types = DeclaredParameters.types(this.method.method());
		return types.isEmpty() || types.equals(List.of(TriggerHandle.class));
	}

	@Override
	public @Nullable Object call() throws Throwable {
		boolean plain = DeclaredParameters.types(this.method.method()).isEmpty();
		return this.method.invoke(plain ? new Object[0] : new Object[] { handle() });
	}

	/**
	 * Return the handle, which must not be asked for before there are all triggers.
	 */
	private TriggerHandle handle() {
		return this.method.bean().beanFactory().getBean(Triggers.class).get(this.trigger);
	}

	@Override
	public String describe() {
		return this.method.describe();
	}

}
