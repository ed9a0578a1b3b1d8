package dev.triggers.sample.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.annotation.AfterTrigger;
import dev.triggers.annotation.IntervalTrigger;

/**
 * Doing something on cancellation: what is left in the batch is inserted.
 */
@Component
@Profile("discord")
class Batches {

	private static final Logger logger = LoggerFactory.getLogger("discord");

	private final Triggers triggers;

	private final ReentrantLock lock = new ReentrantLock();

	private final List<String> batch = new ArrayList<>();

	Batches(Triggers triggers) {
		this.triggers = triggers;
	}

	@IntervalTrigger(seconds = 1)
	void receive() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			this.batch.add("message");
		}
		finally {
			this.lock.unlock();
		}
	}

	@IntervalTrigger(seconds = 10, onStartup = "false")
	void insert() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			if (!this.batch.isEmpty()) {
				logger.info("Inserted {} messages", this.batch.size());
				this.batch.clear();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@AfterTrigger("insert")
	void insertTheRest(TriggerHandle handle) throws InterruptedException {
		if (handle.isBeingCancelled()) {
			logger.info("Cancelled: inserting what is left");
			insert();
		}
	}

	// comes before the triggers are stopped, which would not count as cancellation
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.triggers.get("batches.insert").cancel();
	}

}
