package dev.triggers.test;

import java.util.random.RandomGenerator;

/**
 * Chance in virtual time: random waits are as long as they may be, since the test of a
 * random wait would differ each time.
 */
final class LongestRandom implements RandomGenerator {

	@Override
	public long nextLong() {
		return Long.MAX_VALUE;
	}

	@Override
	public long nextLong(long bound) {
		return bound - 1;
	}

	@Override
	public long nextLong(long origin, long bound) {
		return bound - 1;
	}

}
