package dev.triggers.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.Cause;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.history.RecordedExecution;

/**
 * Last executions of one trigger, as numbers in one array: a history keeps very many for
 * long, and a garbage collector copies each object of theirs several times and tracks
 * where it is stored. With ten thousand triggers that was a quarter of the processor time
 * of a firing. Not thread-safe.
 */
final class ExecutionRing {

	private static final int ID = 0;

	private static final int KIND = 1;

	private static final int SCHEDULED_SECOND = 2;

	private static final int START_SECOND = 3;

	// of the scheduled time and of the start
	private static final int NANOS = 4;

	private static final int ITERATION = 5;

	private static final int DURATION_SECONDS = 6;

	private static final int DURATION_NANOS = 7;

	private static final int TOTAL = 8;

	private static final int OK = 9;

	private static final int FAILED = 10;

	private static final int CANCELLED = 11;

	/**
	 * Numbers of one execution.
	 */
	private static final int WIDTH = 12;

	private static final int FIRST_CAPACITY = 4;

	private static final int DIGITS = 12;

	private static final int HALF = 32;

	private static final long NOT_A_NUMBER = -1;

	private static final long UNKNOWN = -1;

	private static final Cause[] CAUSES = Cause.values();

	private static final Outcome[] OUTCOMES = Outcome.values();

	private static final HexFormat HEX = HexFormat.of();

	private final String trigger;

	private final int maxSize;

	private long[] numbers = {};

	// executions are counted from the first that there was
	private long oldest;

	private long next;

	// of the few executions that are more than numbers
	private final Map<Long, Details> details = new HashMap<>(0);

	/**
	 * Create a ring.
	 * @param trigger name of the trigger
	 * @param maxSize most executions that it keeps
	 */
	ExecutionRing(String trigger, int maxSize) {
		this.trigger = trigger;
		this.maxSize = maxSize;
	}

	boolean isEmpty() {
		return this.next == this.oldest;
	}

	boolean isFull() {
		return size() == this.maxSize;
	}

	private int size() {
		return (int) (this.next - this.oldest);
	}

	private int capacity() {
		return this.numbers.length / WIDTH;
	}

	/**
	 * Add an execution, for which there is room.
	 * @param execution the execution
	 * @param failures its failures, as they are kept
	 */
	void add(RecordedExecution execution, KeptFailures failures) {
		if (size() == capacity()) {
			grow();
		}
		long number = this.next++;
		long id = number(execution.id());
		if (id == NOT_A_NUMBER || failures != KeptFailures.NONE) {
			this.details.put(number, new Details((id == NOT_A_NUMBER) ? execution.id() : null, failures));
		}
		write(slot(number), execution, id);
	}

	private void grow() {
		long[] present = this.numbers;
		int before = capacity();
		int capacity = (int) Math.min(this.maxSize, Math.max(FIRST_CAPACITY, 2L * before));
		this.numbers = new long[Math.multiplyExact(capacity, WIDTH)];
		for (long number = this.oldest; number < this.next; number++) {
			System.arraycopy(present, (int) (number % before) * WIDTH, this.numbers, slot(number), WIDTH);
		}
	}

	private int slot(long number) {
		return (int) (number % capacity()) * WIDTH;
	}

	private void write(int slot, RecordedExecution execution, long id) {
		RecordedExecution.Firing firing = execution.firing();
		RecordedExecution.Elements elements = execution.elements();
		this.numbers[slot + ID] = id;
		this.numbers[slot + KIND] = (long) firing.cause().ordinal() << HALF | execution.outcome().ordinal();
		this.numbers[slot + SCHEDULED_SECOND] = firing.scheduledTime().getEpochSecond();
		this.numbers[slot + START_SECOND] = execution.startTime().getEpochSecond();
		this.numbers[slot + NANOS] = (long) firing.scheduledTime().getNano() << HALF | execution.startTime().getNano();
		this.numbers[slot + ITERATION] = firing.iteration();
		this.numbers[slot + DURATION_SECONDS] = execution.duration().getSeconds();
		this.numbers[slot + DURATION_NANOS] = execution.duration().getNano();
		this.numbers[slot + TOTAL] = (elements.total() != null) ? elements.total() : UNKNOWN;
		this.numbers[slot + OK] = elements.ok();
		this.numbers[slot + FAILED] = elements.failed();
		this.numbers[slot + CANCELLED] = elements.cancelled();
	}

	/**
	 * Remove the oldest execution.
	 * @return its failures
	 */
	KeptFailures removeOldest() {
		Details removed = this.details.remove(this.oldest++);
		return (removed != null) ? removed.failures() : KeptFailures.NONE;
	}

	/**
	 * Return the executions as they were recorded, with the failures that are still
	 * known.
	 */
	List<RecordedExecution> newestFirst() {
		List<RecordedExecution> recorded = new ArrayList<>(size());
		for (long number = this.next - 1; number >= this.oldest; number--) {
			recorded.add(read(number));
		}
		return Collections.unmodifiableList(recorded);
	}

	/**
	 * Find an execution, the newest one if there are two of the same id.
	 */
	@Nullable RecordedExecution find(ExecutionId id) {
		long wanted = number(id);
		for (long number = this.next - 1; number >= this.oldest; number--) {
			if (this.numbers[slot(number) + ID] == wanted && (wanted != NOT_A_NUMBER || id.equals(id(number)))) {
				return read(number);
			}
		}
		return null;
	}

	private RecordedExecution read(long number) {
		int slot = slot(number);
		long kind = this.numbers[slot + KIND];
		long nanos = this.numbers[slot + NANOS];
		Instant scheduledTime = Instant.ofEpochSecond(this.numbers[slot + SCHEDULED_SECOND], nanos >> HALF);
		Instant startTime = Instant.ofEpochSecond(this.numbers[slot + START_SECOND], (int) nanos);
		Duration duration = Duration.ofSeconds(this.numbers[slot + DURATION_SECONDS],
				this.numbers[slot + DURATION_NANOS]);
		long total = this.numbers[slot + TOTAL];
		Details known = this.details.get(number);
		return new RecordedExecution(id(number),
				new RecordedExecution.Firing(
						this.trigger, CAUSES[(int) (kind >> HALF)], scheduledTime, this.numbers[slot + ITERATION]),
				startTime, duration, OUTCOMES[(int) kind],
				new RecordedExecution.Elements((total != UNKNOWN) ? total : null, this.numbers[slot + OK],
						this.numbers[slot + FAILED], this.numbers[slot + CANCELLED]),
				(known != null) ? known.failures().get() : List.of());
	}

	private ExecutionId id(long number) {
		Details known = this.details.get(number);
		ExecutionId other = (known != null) ? known.id() : null;
		return (other != null) ? other : new ExecutionId(HEX.toHexDigits(this.numbers[slot(number) + ID], DIGITS));
	}

	/**
	 * Return the number that an id is, unless it was made elsewhere.
	 */
	private static long number(ExecutionId id) {
		String text = id.value();
		boolean digits = text.length() == DIGITS && text.chars().allMatch(ExecutionRing::isDigit);
		return (digits) ? HexFormat.fromHexDigitsToLong(text) : NOT_A_NUMBER;
	}

	private static boolean isDigit(int character) {
		return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
	}

	/**
	 * What is no number of an execution.
	 *
	 * @param id its id, or {@code null} if that is a number
	 * @param failures its failures
	 */
	private record Details(@Nullable ExecutionId id, KeptFailures failures) {

	}

}
