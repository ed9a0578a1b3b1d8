package dev.triggers.sample.monitor;

/**
 * Thrown when a target answers, but not as it should.
 */
class TargetDownException extends RuntimeException {

	TargetDownException(Target target, String answer) {
		super("Target '" + target + "' answered " + answer);
	}

}
