package dev.triggers.firing;

import java.io.Serializable;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Times that a trigger goes by.
 *
 * @param began when the trigger began to follow its schedule, after a start and the
 * before-hooks, or {@code null} if it has not
 * @param next what the trigger waits for, or {@code null} if nothing, or not before the
 * current execution ends
 * @param last when the trigger fired last, or {@code null} if it has not since its start
 * @param missedUntil the last missed due time that was reported and is still to be caught
 * up with, or {@code null} if there is none
 * @since 1.0.0
 */
public record FiringTimes(@Nullable Instant began, @Nullable NextFiring next, @Nullable LastFiring last,
		@Nullable Instant missedUntil) implements Serializable {

	static final FiringTimes NONE = new FiringTimes(null, null, null, null);

	FiringTimes began(Instant time) {
		return new FiringTimes(time, this.next, this.last, this.missedUntil);
	}

	FiringTimes next(@Nullable NextFiring next) {
		return new FiringTimes(this.began, next, this.last, this.missedUntil);
	}

	FiringTimes missedUntil(@Nullable Instant time) {
		return new FiringTimes(this.began, this.next, this.last, time);
	}

	FiringTimes begin(Instant scheduledTime, Instant now) {
		return new FiringTimes(this.began, null, new LastFiring(scheduledTime, now, null), this.missedUntil);
	}

	FiringTimes complete(Instant now) {
		return new FiringTimes(this.began, this.next, (this.last != null) ? this.last.complete(now) : null,
				this.missedUntil);
	}

}
