package dev.triggers.actuate.service;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;

/**
 * Hides elements from those who may not see them.
 *
 * @param sanitizer hides values
 * @param shown whether elements are shown, unless a function of the application hides
 * them
 * @since 1.0.0
 */
public record ElementMask(Sanitizer sanitizer, boolean shown) {

	@Nullable String apply(@Nullable String element) {
		Object value = this.sanitizer.sanitize(new SanitizableData(null, "element", element), this.shown);
		return (value != null) ? value.toString() : null;
	}

}
