package dev.triggers.engine.time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

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

	private final List<Duration> pauses = new ArrayList<>();

	private boolean congested;

	private final ShortTasks tasks = new ShortTasks(this.threads::add, () -> this.congested, this.watches::add,
			this::pause, 2, 100);

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
	void watchLooksSeldomWhileAllThreadsAreTakenByOthers() {
		execute("a", "b", "c");
		assertThatExceptionOfType(EndOfTest.class).isThrownBy(this.watches.remove(0)::run);
		assertThat(this.pauses).startsWith(millis(2), millis(4), millis(8)).endsWith(millis(100));
		execute("d");
		assertThat(this.watches).hasSize(1);
	}

	@Test
	void manyLongTasksGetMoreThreadsWithEachLook() {
		List<Integer> hired = new ArrayList<>();
		for (int number = 0; number < 2; number++) {
			this.tasks.execute(() -> {
				if (!this.threads.isEmpty()) {
					this.threads.remove().run();
					return;
				}
				this.tasks.replaceStuck();
				this.tasks.replaceStuck();
				hired.add(this.threads.size());
			});
		}
		execute("a", "b", "c", "d", "e", "f");
		this.threads.remove().run();
		assertThat(hired).containsExactly(4);
		assertThat(this.executed).isEmpty();
		this.threads.remove().run();
		assertThat(this.executed).hasSize(6);
	}

	@Test
	void threadGoesBackAfterItsTurnIfOthersWaitForOne() {
		this.congested = true;
		IntStream.range(0, 40).forEach((number) -> execute("t" + number));
		this.threads.remove().run();
		assertThat(this.executed).hasSize(32);
		assertThat(this.threads).hasSize(2);
		this.threads.remove().run();
		this.threads.remove().run();
		assertThat(this.executed).hasSize(40).doesNotHaveDuplicates();
		assertThat(this.threads).isEmpty();
	}

	@Test
	void taskThatATaskAddsNeedsNoOtherThread() {
		this.tasks.execute(() -> execute("a"));
		this.threads.remove().run();
		assertThat(this.executed).containsExactly("a");
		assertThat(this.threads).isEmpty();
	}

	@Test
	void interruptDoesNotReachTheNextTask() {
		List<Boolean> interrupted = new ArrayList<>();
		this.tasks.execute(Thread.currentThread()::interrupt);
		this.tasks.execute(() -> interrupted.add(Thread.currentThread().isInterrupted()));
		this.threads.remove().run();
		assertThat(interrupted).containsExactly(false);
	}

	@Test
	void tasksOfClosedOnesHaveThreadsOfTheirOwn() {
		execute("a", "b", "c");
		this.tasks.close();
		execute("d");
		assertThat(this.threads).hasSize(6);
		this.threads.forEach(Runnable::run);
		assertThat(this.executed).containsExactly("a", "b", "c", "d");
		this.watches.remove(0).run();
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void poolThatRefusesIsNoHindranceToTheEnd() {
		List<Runnable> workers = new ArrayList<>();
		AtomicBoolean shutDown = new AtomicBoolean();
		ShortTasks refused = new ShortTasks((thread) -> {
			if (shutDown.get()) {
				throw new RejectedExecutionException("shut down");
			}
			workers.add(thread);
		}, () -> false, this.watches::add, this::pause, 1, 1);
		refused.execute(() -> this.executed.add("a"));
		refused.execute(() -> this.executed.add("b"));
		refused.execute(() -> this.executed.add("c"));
		shutDown.set(true);
		refused.close();
		// ends, though tasks are left
		this.watches.remove(0).run();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> refused.execute(() -> {
		}));
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
		this.threads.forEach(Runnable::run);
		this.threads.clear();
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
		}, () -> false, this.watches::add, this::pause, 2, 100);
		refusing.execute(() -> this.executed.add("a"));
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> refusing.execute(() -> this.executed.add("b")))
			.withMessage("full");
		accepted.get(0).run();
		assertThat(this.executed).containsExactly("a");
	}

	private void pause(Duration time) {
		if (this.pauses.size() > 1000) {
			throw new EndOfTest();
		}
		this.pauses.add(time);
	}

	private static Duration millis(int millis) {
		return Duration.ofMillis(millis);
	}

	private void execute(String... names) {
		for (String name : names) {
			this.tasks.execute(() -> this.executed.add(name));
		}
	}

	/**
	 * Ends what would go on for ever.
	 */
	private static final class EndOfTest extends RuntimeException {

	}

}
