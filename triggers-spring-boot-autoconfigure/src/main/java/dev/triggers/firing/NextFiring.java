package dev.triggers.firing;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.triggers.execution.Cause;

/**
 * What a trigger waits for.
 *
 * @param time when to act; a time that is not in the future means at once
 * @param cause why the trigger fires then, or {@code null} if it does not fire but asks
 * its schedule again, which could not answer before
 * @since 1.0.0
 */
public record NextFiring(Instant time, @Nullable Cause cause) implements Serializable {

	/**
	 * Return why the trigger fires.
	 * @return the cause
	 * @throws IllegalStateException if the trigger does not fire then
	 */
	public Cause requiredCause() {
		Assert.state(this.cause != null, "There is no firing");
		return this.cause;
	}

	NextFiring shift(Duration by) {
		return new NextFiring(this.time.plus(by), this.cause);
	}

}
