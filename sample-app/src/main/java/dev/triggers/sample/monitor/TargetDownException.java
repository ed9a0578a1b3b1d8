package dev.triggers.sample.monitor;

/**
 * Thrown when a target answers, but not as it should.
 */
class TargetDownException extends RuntimeException {

	private final int status;

	TargetDownException(Target target, int status) {
		super("Target '" + target + "' answered HTTP " + status);
		this.status = status;
	}

	int status() {
		return this.status;
	}

}
