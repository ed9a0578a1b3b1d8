package dev.triggers.autoconfigure.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.autoconfigure.call.RetryProperties.ExponentialJitter;
import dev.triggers.autoconfigure.call.RetryProperties.Range;
import dev.triggers.autoconfigure.call.RetryProperties.Wait;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.call.RetryWait;
import dev.triggers.discovery.problem.ProblemId;

/**
 * Makes the wait of a rule.
 */
final class RetryWaits {

	private final RulePlace place;

	RetryWaits(RulePlace place) {
		this.place = place;
	}

	/**
	 * Return the wait that is set, or {@code null} if it is not valid.
	 */
	@Nullable RetryWait waiting(Wait wait) {
		List<String> set = set(wait);
		if (set.isEmpty()) {
			this.place.contradiction("", "has no wait", "Set one of '" + this.place.property("wait.fixed")
					+ "', 'wait.fibonacci', 'wait.range' and 'wait.exponential-jitter'.");
			return null;
		}
		if (set.size() > 1) {
			this.place.contradiction("wait", "sets " + String.join(" and ", set) + "; exactly one wait is allowed",
					(set.size() == 2) ? "Remove one of the two." : "Remove all but one.");
		}
		RetryWait waiting = null;
		if (wait.fixed() != null) {
			waiting = fixed(wait.fixed());
		}
		if (wait.fibonacci()) {
			waiting = RetryWait.fibonacci();
		}
		if (wait.range() != null) {
			waiting = range(wait.range());
		}
		if (wait.exponentialJitter() != null) {
			waiting = exponentialJitter(wait.exponentialJitter());
		}
		return waiting;
	}

	private static List<String> set(Wait wait) {
		List<String> set = new ArrayList<>();
		if (wait.fixed() != null) {
			set.add("'wait.fixed' (" + PropertyProblems.text(wait.fixed()) + ")");
		}
		if (wait.fibonacci()) {
			set.add("'wait.fibonacci' (true)");
		}
		if (wait.range() != null) {
			set.add("'wait.range'");
		}
		if (wait.exponentialJitter() != null) {
			set.add("'wait.exponential-jitter'");
		}
		return set;
	}

	private @Nullable RetryWait fixed(Duration wait) {
		return isValid("wait.fixed", wait) ? RetryWait.fixed(wait) : null;
	}

	private @Nullable RetryWait range(Range range) {
		Duration[] bounds = bounds("wait.range", "min", range.min(), "max", range.max());
		return (bounds.length > 0) ? RetryWait.range(bounds[0], bounds[1]) : null;
	}

	private @Nullable RetryWait exponentialJitter(ExponentialJitter jitter) {
		Duration[] bounds = bounds("wait.exponential-jitter", "base", jitter.base(), "cap", jitter.cap());
		return (bounds.length > 0) ? RetryWait.exponentialJitter(bounds[0], bounds[1]) : null;
	}

	/**
	 * Return the lower and the upper bound of a random wait, or nothing if they are not
	 * valid.
	 */
	private Duration[] bounds(String setting, String lowerName, @Nullable Duration lower, String upperName,
			@Nullable Duration upper) {
		boolean valid = (lower == null || isValid(setting + "." + lowerName, lower));
		valid &= (upper == null || isValid(setting + "." + upperName, upper));
		if (lower == null || upper == null) {
			String missing = (lower != null) ? upperName : lowerName;
			this.place.invalid(ProblemId.CONTRADICTION, setting, "has no '" + missing + "'",
					"Set '" + this.place.property(setting + "." + missing) + "'.");
			return new Duration[0];
		}
		if (valid && upper.compareTo(lower) < 0) {
			this.place.invalid(ProblemId.CONTRADICTION, setting + "." + upperName,
					"must not be shorter than '" + lowerName + "' (" + PropertyProblems.text(lower) + "), but is "
							+ PropertyProblems.text(upper),
					"Make '" + upperName + "' longer, or '" + lowerName + "' shorter.");
			return new Duration[0];
		}
		return valid ? new Duration[] { lower, upper } : new Duration[0];
	}

	private boolean isValid(String setting, Duration wait) {
		boolean valid = !wait.isNegative() && wait.compareTo(RetryWait.LONGEST) <= 0;
		if (!valid) {
			this.place.invalid(
					ProblemId.UNKNOWN_VALUE, setting, "must be between 0s and "
							+ PropertyProblems.text(RetryWait.LONGEST) + ", but is " + PropertyProblems.text(wait),
					"Set a wait such as 500ms, 1s or 5m.");
		}
		return valid;
	}

}
