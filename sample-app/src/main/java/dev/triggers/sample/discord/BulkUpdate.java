package dev.triggers.sample.discord;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerHandle;
import dev.triggers.annotation.BeforeTrigger;
import dev.triggers.annotation.IntervalTrigger;

/**
 * A bulk update that does not mind if the database goes away: a call whose connection is
 * lost is repeated with back-off until it succeeds, the others are not.
 */
@Component
@Profile("discord")
class BulkUpdate {

	private static final Logger logger = LoggerFactory.getLogger("discord");

	private final Database database;

	BulkUpdate(Database database) {
		this.database = database;
	}

	@BeforeTrigger
	void repeatWhenTheConnectionIsLost(TriggerHandle handle) {
		handle.addReconnectOn(Database.ConnectionLostException.class);
	}

	@IntervalTrigger(every = "5m", iterArgs = { "members", "channels", "roles" }, reconnect = "true")
	void update(String table) {
		logger.info("Updated {} rows of {}", this.database.update(table), table);
	}

}
