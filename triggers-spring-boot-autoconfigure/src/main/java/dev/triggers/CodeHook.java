package dev.triggers;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import dev.triggers.work.TriggerHook;

/**
 * Hook that is a piece of code.
 *
 * @param code the code
 * @param text the code as a developer knows it
 */
record CodeHook(Code code, String text) implements TriggerHook {

	static CodeHook of(Callable<?> code) {
		return new CodeHook(code::call, CodeText.of(code));
	}

	static CodeHook of(TriggerSpec.Action code) {
		return new CodeHook(() -> {
			code.run();
			return null;
		}, CodeText.of(code));
	}

	@Override
	public @Nullable Object call() throws Throwable {
		return this.code.call();
	}

	@Override
	public String describe() {
		return this.text;
	}

	/**
	 * Code with a result, which may throw anything.
	 */
	private interface Code {

		@Nullable Object call() throws Throwable;

	}

}
