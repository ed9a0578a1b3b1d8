package dev.triggers.sample.monitor;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the monitor.
 *
 * @param timeout how long a target may take to answer
 * @param slowAfter how long an answer may take before it is called slow
 * @param keep how long results are kept
 * @param targets what is probed
 * @param morePages how many further pages of this application are probed
 */
@ConfigurationProperties("monitor")
record MonitorProperties(@DefaultValue("5s") Duration timeout, @DefaultValue("1s") Duration slowAfter,
		@DefaultValue("7d") Duration keep, @DefaultValue List<Page> targets, int morePages) {

	/**
	 * A page to probe.
	 *
	 * @param name name of the target
	 * @param url where it is; a path is a page of this application
	 */
	record Page(String name, String url) {

	}

}
