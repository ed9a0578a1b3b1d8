/**
 * Internal: makes concurrency groups and retry policies of properties and beans.
 */
@NullMarked
package dev.triggers.autoconfigure.call;

import org.jspecify.annotations.NullMarked;
