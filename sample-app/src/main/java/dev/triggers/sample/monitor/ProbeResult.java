package dev.triggers.sample.monitor;

import java.time.Instant;

/**
 * What one probe of a target found.
 *
 * @param target name of the target
 * @param probedAt when the probe began
 * @param up whether the target is up
 * @param millis how long the probe took
 * @param answer what the target answered, or why it did not
 */
record ProbeResult(String target, Instant probedAt, boolean up, long millis, String answer) {

}
