/**
 * Uptime monitor: probes targets, stores what it found, sums it up and raises alerts.
 */
@NullMarked
package dev.triggers.sample.monitor;

import org.jspecify.annotations.NullMarked;
