/**
 * Internal: what the endpoint does, whatever exposes it.
 */
@NullMarked
package dev.triggers.actuate.service;

import org.jspecify.annotations.NullMarked;
