package dev.triggers.engine;

import java.util.Collections;
import java.util.List;

/**
 * A call that waits to be let pass, in the model of {@link LimitsRun}.
 *
 * @param element what is called
 * @param groups what it passes
 * @param time when it asks for that, in microseconds
 */
record LimitsRequest(LimitsElement element, List<LimitsGroup> groups, long time) {

	boolean sharesGroupWith(LimitsRequest other) {
		return !Collections.disjoint(this.groups, other.groups);
	}

}
