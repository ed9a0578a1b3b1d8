/**
 * The documented example of coc.py's {@code ext.triggers}: a client logs in before most
 * triggers may start.
 */
@NullMarked
package dev.triggers.sample.coc;

import org.jspecify.annotations.NullMarked;
