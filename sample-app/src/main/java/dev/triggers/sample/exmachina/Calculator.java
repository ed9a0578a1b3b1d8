package dev.triggers.sample.exmachina;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;

import dev.triggers.annotation.Execute;

/**
 * An execute: whoever calls it passes its group, and is retried by its policy. Stands for
 * a remote calculator, whose every seventh answer is an HTTP 503.
 */
@Component
@Profile("exmachina")
class Calculator {

	private final AtomicInteger calls = new AtomicInteger();

	@Execute(name = "multiply", groups = "limit", retry = "httpErrors")
	int multiply(int left, int right) {
		if (this.calls.incrementAndGet() % 7 == 0) {
			throw new HttpServerErrorException(HttpStatus.SERVICE_UNAVAILABLE);
		}
		return left * right;
	}

}
