package dev.triggers.discovery.hook;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
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
		Class<?>[] types = this.method.method().getParameterTypes();
		return types.length == 0 || (types.length == 1 && types[0] == TriggerHandle.class);
	}

	@Override
	public @Nullable Object call() throws Throwable {
		boolean plain = this.method.method().getParameterCount() == 0;
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
