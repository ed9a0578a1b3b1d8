package dev.triggers.sample.monitor;

import java.sql.Timestamp;
import java.time.Instant;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.IntervalTrigger;

/**
 * Autostarted: fires as soon as the context is refreshed, before the application is
 * ready. Gaps between the stored times are those in which the monitor could not work.
 */
@Component
@Profile("monitor")
class Heartbeat {

	private final JdbcClient jdbc;

	Heartbeat(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@IntervalTrigger(seconds = 30, autostart = "true", description = "Notes that the monitor is alive")
	void beat() {
		this.jdbc.sql("insert into heartbeat (beat_at) values (?)").params(Timestamp.from(Instant.now())).update();
	}

}
