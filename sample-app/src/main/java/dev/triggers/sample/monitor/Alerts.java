package dev.triggers.sample.monitor;

import java.sql.Timestamp;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerFailure;
import dev.triggers.annotation.OnError;

/**
 * Error handler of one trigger, named by {@code @OnError}.
 */
@Component
@Profile("monitor")
class Alerts {

	private static final Logger logger = LoggerFactory.getLogger(Alerts.class);

	private final JdbcClient jdbc;

	Alerts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@OnError("prober.probe")
	void targetDown(TriggerFailure failure) {
		logger.warn("ALERT: '{}' is down ({})", failure.element(), failure.exception().toString());
		this.jdbc.sql("insert into alert (target, raised_at) values (?, ?)")
			.params(String.valueOf(failure.element()), Timestamp.from(Instant.now()))
			.update();
	}

}
