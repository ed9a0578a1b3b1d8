package dev.triggers.firing;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When a trigger fired last.
 *
 * @param scheduledTime when it was due
 * @param startTime when the execution began
 * @param completionTime when the execution ended, or {@code null} while it goes on
 * @since 1.0.0
 */
public record LastFiring(Instant scheduledTime, Instant startTime,
		@Nullable Instant completionTime) implements Serializable {

	LastFiring complete(Instant time) {
		return new LastFiring(this.scheduledTime, this.startTime, time);
	}

	LastFiring shift(Duration by) {
		return new LastFiring(this.scheduledTime.plus(by), this.startTime.plus(by),
				(this.completionTime != null) ? this.completionTime.plus(by) : null);
	}

}
