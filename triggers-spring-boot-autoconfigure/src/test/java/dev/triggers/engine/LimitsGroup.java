package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A concurrency group and a plain list of all that passed it, for {@link LimitsRun}.
 */
final class LimitsGroup {

	private final LimitsRun run;

	private final ConcurrencyGroup group;

	private final List<Long> starts = new ArrayList<>();

	private int active;

	LimitsGroup(LimitsRun run, ConcurrencyGroup group) {
		this.run = run;
		this.group = group;
	}

	ConcurrencyGroup group() {
		return this.group;
	}

	int active() {
		return this.active;
	}

	void begin() {
		assertThat(hasRoom()).as("room in %s", this).isTrue();
		this.active++;
		this.starts.add(this.run.now());
	}

	void end() {
		this.active--;
	}

	boolean hasRoom() {
		GroupLimits limits = this.group.limits();
		return this.active < most(limits.concurrentCalls()) && inWindow() < most(limits.callsPerPeriod());
	}

	private long inWindow() {
		Duration period = this.group.limits().period();
		if (period == null) {
			return 0;
		}
		long begin = this.run.now() - period.toMillis() * 1000;
		return this.starts.stream().filter((start) -> start > begin).count();
	}

	private static int most(@Nullable Integer limit) {
		return (limit != null) ? limit : Integer.MAX_VALUE;
	}

	void change(GroupLimits limits) {
		this.run.happens(LimitsRun.Happening.CHANGE);
		this.group.changeLimits(limits);
	}

	/**
	 * Compare the group with the model.
	 */
	void look() {
		long waiting = waiting();
		if (waiting > 0) {
			this.run.happens(LimitsRun.Happening.WAIT);
		}
		assertThat(this.group.waiting()).as("calls that wait for %s", this).isEqualTo(waiting);
		assertThat(this.group.active()).as("calls that have passed %s", this).isEqualTo(this.active);
	}

	/**
	 * Number of calls that have asked for a permit in the model and have not started.
	 */
	long waiting() {
		return this.run.requests.stream()
			.filter((request) -> request.groups().contains(this) && request.time() < this.run.now())
			.count();
	}

	@Override
	public String toString() {
		return this.group.name() + " with " + this.group.limits();
	}

}
