/**
 * What applications inject and receive: the triggers of the application, their handles,
 * and the failures that error handlers get.
 */
@NullMarked
package dev.triggers;

import org.jspecify.annotations.NullMarked;
