package dev.triggers.sample.coc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import dev.triggers.TriggerErrorHandler;
import dev.triggers.schedule.Schedule;

/**
 * What the triggers of the example name: a schedule and an error handler.
 */
@Configuration(proxyBeanMethods = false)
@Profile("coc")
class ClashConfiguration {

	private static final Logger logger = LoggerFactory.getLogger("coc");

	@Bean
	Schedule midnight() {
		return Schedule.cron("0 0 * * *");
	}

	@Bean
	TriggerErrorHandler specialErrorHandler() {
		return (failure) -> logger.info("Special error handler: {}, {}, {}", failure.triggerName(), failure.element(),
				failure.exception().toString());
	}

}
