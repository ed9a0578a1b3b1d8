/**
 * Internal: resolves the attributes of one declaration, from properties, the declaration
 * and the defaults of the application, in this order.
 */
@NullMarked
package dev.triggers.discovery.attribute;

import org.jspecify.annotations.NullMarked;
