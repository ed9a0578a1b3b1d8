package dev.triggers.sample.exmachina;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.client.HttpStatusCodeException;

import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;

/**
 * What the executes name: a concurrency group and a retry policy. Both could be
 * properties as well, as in profile {@code monitor}.
 */
@Configuration(proxyBeanMethods = false)
@Profile("exmachina")
class MachinaConfiguration {

	/**
	 * At most 4 calls at once, and at most 3 starts in any second.
	 */
	@Bean
	ConcurrencyGroup limit() {
		return new ConcurrencyGroup("limit", new GroupLimits(4, 3, Duration.ofSeconds(1)));
	}

	/**
	 * Retries after a second, 5 times, if the server is to blame.
	 */
	@Bean
	RetryPolicy httpErrors() {
		return RetryPolicy.of(RetryRule.on(HttpStatusCodeException.class)
			.when((failure) -> failure.getStatusCode().is5xxServerError())
			.retries(5)
			.waiting(RetryWait.fixed(Duration.ofSeconds(1))));
	}

}
