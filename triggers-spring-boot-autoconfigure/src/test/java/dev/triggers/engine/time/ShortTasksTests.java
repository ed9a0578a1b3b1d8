package dev.triggers.engine.time;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ShortTasks}, whose threads are runnables that a test runs.
 */
class ShortTasksTests {

	private final Deque<Runnable> threads = new ArrayDeque<>();

	private final List<Runnable> watches = new ArrayList<>();

	private final List<String> executed = new ArrayList<>();

	private final ShortTasks tasks = new ShortTasks(this.threads::add, this.watches::add, 2);

	@Test
	void tasksShareThreads() {
		execute("a", "b", "c", "d");
		assertThat(this.threads).hasSize(2);
		this.threads.remove().run();
		assertThat(this.executed).containsExactly("a", "b", "c", "d");
		this.threads.remove().run();
		assertThat(this.executed).hasSize(4);
	}

	@Test
	void threadsAreTakenAnewWhenTasksComeLater() {
		execute("a");
		this.threads.remove().run();
		execute("b");
		assertThat(this.threads).hasSize(1);
		this.threads.remove().run();
		assertThat(this.executed).containsExactly("a", "b");
	}

	@Test
	void nobodyWatchesUnlessTasksWaitForAThread() {
		execute("a", "b");
		assertThat(this.watches).isEmpty();
		execute("c", "d");
		assertThat(this.watches).hasSize(1);
	}

	@Test
	void watchEndsWhenNoTaskWaits() {
		execute("a", "b", "c");
		this.threads.remove().run();
		this.watches.remove(0).run();
		this.threads.remove().run();
		execute("d", "e", "f");
		assertThat(this.watches).hasSize(1);
	}

	@Test
	void taskThatIsNotShortHoldsNobodyUp() {
		this.tasks.execute(() -> {
			this.executed.add("long begins");
			// twice in the same task
			this.tasks.replaceStuck();
			this.tasks.replaceStuck();
			this.threads.removeLast().run();
			this.executed.add("long ends");
		});
		execute("a", "b");
		Runnable first = this.threads.remove();
		// the second has no thread yet, and is not replaced
		Runnable second = this.threads.remove();
		first.run();
		assertThat(this.executed).containsExactly("long begins", "a", "b", "long ends");
		second.run();
		execute("c", "d", "e");
		assertThat(this.threads).hasSize(2);
	}

	@Test
	void threadThatGoesOnIsNotReplaced() {
		this.tasks.execute(this.tasks::replaceStuck);
		this.tasks.execute(this.tasks::replaceStuck);
		execute("a");
		Runnable first = this.threads.remove();
		Runnable second = this.threads.remove();
		first.run();
		second.run();
		assertThat(this.executed).containsExactly("a");
		assertThat(this.threads).isEmpty();
	}

	@Test
	void taskThatThrowsDoesNotEndItsThread() {
		List<Throwable> uncaught = new ArrayList<>();
		Thread thread = Thread.currentThread();
		Thread.UncaughtExceptionHandler former = thread.getUncaughtExceptionHandler();
		thread.setUncaughtExceptionHandler((where, ex) -> uncaught.add(ex));
		try {
			Error error = new StackOverflowError();
			this.tasks.execute(() -> {
				throw error;
			});
			execute("a");
			this.threads.remove().run();
			assertThat(uncaught).containsExactly(error);
			assertThat(this.executed).containsExactly("a");
		}
		finally {
			thread.setUncaughtExceptionHandler(former);
		}
	}

	@Test
	void taskWithoutThreadIsRefused() {
		List<Runnable> accepted = new ArrayList<>();
		ShortTasks refusing = new ShortTasks((thread) -> {
			if (!accepted.isEmpty()) {
				throw new RejectedExecutionException("full");
			}
			accepted.add(thread);
		}, this.watches::add, 2);
		refusing.execute(() -> this.executed.add("a"));
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> refusing.execute(() -> this.executed.add("b")))
			.withMessage("full");
		accepted.get(0).run();
		assertThat(this.executed).containsExactly("a");
	}

	private void execute(String... names) {
		for (String name : names) {
			this.tasks.execute(() -> this.executed.add(name));
		}
	}

}
