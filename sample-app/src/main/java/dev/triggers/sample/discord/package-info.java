/**
 * The five recipes that the documentation of discord.py's {@code ext.tasks} shows, a
 * class for each.
 */
@NullMarked
package dev.triggers.sample.discord;

import org.jspecify.annotations.NullMarked;
