package dev.triggers.engine.bulk;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;
import dev.triggers.element.ElementCursor;
import dev.triggers.element.Elements;
import dev.triggers.engine.call.CallsInFlight;

/**
 * Gives the elements of one execution to its slots, one by one. Reading them is user
 * code, which is interrupted as calls are. Thread-safe.
 */
final class ElementFeed {

	private final Elements elements;

	private final @Nullable List<Element> selection;

	private final CallsInFlight inFlight;

	private final ReentrantLock lock = new ReentrantLock();

	// both are set before the second slot is added, and read by whoever wants the total
	private volatile @Nullable ElementCursor cursor;

	private volatile boolean withoutElements;

	// both are written under the lock; volatile for those who must not wait until the
	// next element is there
	private volatile boolean exhausted;

	private long taken;

	/**
	 * Create a feed.
	 * @param elements the elements
	 * @param selection those of them that are wanted, or {@code null} for all
	 * @param inFlight knows whether the execution is cancelled
	 */
	ElementFeed(Elements elements, @Nullable List<Element> selection, CallsInFlight inFlight) {
		this.elements = elements;
		this.selection = selection;
		this.inFlight = inFlight;
	}

	/**
	 * Open the elements; part of a call that is noted as being in flight.
	 * @throws Throwable whatever the elements throw
	 */
	void open() throws Throwable {
		if (this.selection == null) {
			ElementCursor opened = this.elements.open();
			this.cursor = opened;
			this.withoutElements = opened == null;
		}
	}

	/**
	 * Take the next element.
	 * @return what is to be called, or {@code null} if nothing more is
	 * @throws Throwable whatever the elements throw; nothing can be taken then
	 */
	@Nullable Taken take() throws Throwable {
		this.lock.lock();
		try {
			if (this.exhausted || !this.inFlight.enter()) {
				return null;
			}
			try {
				return read();
			}
			finally {
				this.inFlight.exit();
			}
		}
		catch (Throwable ex) {
			this.exhausted = true;
			throw ex;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Taken read() {
		if (this.withoutElements) {
			this.exhausted = true;
			return new Taken(null);
		}
		Element next = next();
		this.exhausted = next == null;
		return (next != null) ? new Taken(next) : null;
	}

	private @Nullable Element next() {
		if (this.selection != null) {
			return (this.taken < this.selection.size()) ? this.selection.get((int) this.taken++) : null;
		}
		ElementCursor source = this.cursor;
		return (source != null && source.hasNext()) ? new Element(this.taken++, source.next()) : null;
	}

	/**
	 * Return whether nothing more can be taken, as far as that is known without waiting
	 * for whoever is taking an element.
	 */
	boolean isExhausted() {
		return this.exhausted;
	}

	/**
	 * Return the number of elements, or {@code null} if it is not known.
	 */
	@Nullable Long total() {
		if (this.selection != null) {
			return (long) this.selection.size();
		}
		ElementCursor source = this.cursor;
		return this.withoutElements ? Long.valueOf(1) : ((source != null) ? source.total() : null);
	}

	/**
	 * Close the elements.
	 * @throws Throwable whatever the elements throw
	 */
	void close() throws Throwable {
		boolean entered = this.inFlight.enter();
		try {
			ElementCursor source = this.cursor;
			if (source != null) {
				source.close();
			}
		}
		finally {
			if (entered) {
				this.inFlight.exit();
			}
		}
	}

	/**
	 * What was taken.
	 *
	 * @param element the element, or {@code null} to call without one
	 */
	record Taken(@Nullable Element element) {

	}

}
