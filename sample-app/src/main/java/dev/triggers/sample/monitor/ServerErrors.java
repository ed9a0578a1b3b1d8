package dev.triggers.sample.monitor;

import java.util.function.Predicate;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Condition of a retry rule: the server is to blame, so it may do better the next time.
 */
@Component("serverErrors")
@Profile("monitor")
class ServerErrors implements Predicate<TargetDownException> {

	@Override
	public boolean test(TargetDownException failure) {
		return failure.status() >= 500;
	}

}
