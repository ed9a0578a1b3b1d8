package dev.triggers.engine.call;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import dev.triggers.execution.SafeLog;
import dev.triggers.execution.context.ContextCapture;

/**
 * What surrounds code on a thread, made safe: the code runs exactly once, whatever
 * surrounds it does or throws.
 *
 * @since 1.0.0
 */
public final class Surroundings {

	private static final Log logger = LogFactory.getLog("triggers");

	private Surroundings() {
	}

	/**
	 * Capture what the calling thread carries.
	 * @param capture captures it
	 * @param owner whose code will run with it, as a developer knows it
	 * @return runs the code that it is given, on any thread; passes on what the code
	 * throws; {@link ContextCapture#NOTHING} if there is nothing to do
	 */
	public static Consumer<Runnable> capture(ContextCapture capture, Supplier<String> owner) {
		try {
			Consumer<Runnable> captured = Objects.requireNonNull(capture.capture(), "Nothing was captured");
			return (captured != ContextCapture.NOTHING) ? safe(captured, owner) : captured;
		}
		catch (Throwable ex) {
			failed(owner, ex);
			return ContextCapture.NOTHING;
		}
	}

	/**
	 * Make safe what runs code.
	 * @param surrounding runs the code that it is given
	 * @param owner whose code that is, as a developer knows it
	 * @return runs the code that it is given; passes on what the code throws
	 */
	public static Consumer<Runnable> safe(Consumer<Runnable> surrounding, Supplier<String> owner) {
		return (code) -> {
			Once once = new Once(code);
			try {
				surrounding.accept(once);
			}
			catch (Throwable ex) {
				if (ex != once.failure) {
					failed(owner, ex);
				}
			}
			once.end();
		};
	}

	private static void failed(Supplier<String> owner, Throwable exception) {
		SafeLog.error(logger, "Context of " + owner.get() + " cannot be captured or set", exception);
	}

	/**
	 * Code that runs once.
	 */
	private static final class Once implements Runnable {

		private final Runnable code;

		private final AtomicBoolean begun = new AtomicBoolean();

		// written by the code on the thread that reads it
		private @Nullable Throwable failure;

		private Once(Runnable code) {
			this.code = code;
		}

		@Override
		public void run() {
			if (this.begun.compareAndSet(false, true)) {
				try {
					this.code.run();
				}
				catch (Throwable ex) {
					this.failure = ex;
					throw ex;
				}
			}
		}

		private void end() {
			run();
			if (this.failure != null) {
				ReflectionUtils.rethrowRuntimeException(this.failure);
			}
		}

	}

}
