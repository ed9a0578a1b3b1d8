package dev.triggers.benchmark;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.autoconfigure.metrics.TriggersMetricsAutoConfiguration;
import dev.triggers.schedule.CronDialect;

/**
 * Our own engine, in an application with the defaults of the starter: with history and
 * meters for Prometheus, or without. Nothing is logged at level INFO, which would measure
 * the log.
 */
final class TriggersPeer implements Peer {

	private final ConfigurableApplicationContext context;

	TriggersPeer(String name) {
		this.context = application(name);
	}

	/**
	 * Start an application.
	 * @param name of the peer: {@code triggers}, {@code triggers-virtual} or
	 * {@code triggers-unwatched}
	 */
	static ConfigurableApplicationContext application(String name) {
		boolean watched = !name.equals("triggers-unwatched");
		return new SpringApplicationBuilder(watched ? Watched.class : Unwatched.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("logging.level.root=warn", "triggers.log-level=error",
					"triggers.history.executions=" + (watched ? 100 : 0),
					"spring.threads.virtual.enabled=" + name.equals("triggers-virtual"), "triggers.on-startup=false")
			.run();
	}

	@Override
	public void everySecond(List<Runnable> work) {
		Triggers triggers = this.context.getBean(Triggers.class);
		List<String> names = Peer.names(work.size());
		for (int index = 0; index < work.size(); index++) {
			triggers.register(TriggerSpec.named(names.get(index))
				.logger("triggers.benchmark")
				.cron("* * * * * *", CronDialect.SPRING)
				.execute(work.get(index)));
		}
		triggers.startAll();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Application without meters.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Unwatched {

	}

	/**
	 * Application with meters.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TriggersAutoConfiguration.class, TriggersMetricsAutoConfiguration.class })
	static class Watched {

		@Bean
		MeterRegistry meterRegistry() {
			return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		}

	}

}
