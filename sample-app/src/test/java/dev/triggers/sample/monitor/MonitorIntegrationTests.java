package dev.triggers.sample.monitor;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.triggers.Triggers;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheStatistics;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.FireRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the uptime monitor.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class MonitorIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Autowired
	private Triggers triggers;

	@Autowired
	private ProbeStore store;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private LatestStatus latest;

	@Autowired
	private CacheGroups groups;

	@Test
	void probesAllTargetsAndStoresTheResults() {
		await().atMost(PATIENCE).until(() -> this.store.latest().size() == 26);
		List<ProbeResult> results = this.store.latest();
		assertThat(results).extracting(ProbeResult::target)
			.contains("busy", "closed", "flaky", "missing", "normal", "page-1", "page-20", "slow");
		assertThat(results).filteredOn((result) -> !result.up())
			.extracting(ProbeResult::target)
			.containsExactly("closed", "missing");
		assertThat(results).filteredOn((result) -> result.target().equals("slow"))
			.allSatisfy((result) -> assertThat(result.millis()).isGreaterThanOrEqualTo(1500));
	}

	@Test
	void latestStatusIsReadFromItsCache() {
		await().atMost(PATIENCE).until(() -> this.groups.cache("status").get("normal") != null);
		CacheStatistics before = statistics();
		assertThat(this.latest.of("normal")).isNotNull().extracting(ProbeResult::up).isEqualTo(true);
		assertThat(this.latest.of("nowhere")).isNull();
		CacheStatistics after = statistics();
		assertThat(after.hits() - before.hits()).isOne();
		assertThat(after.misses() - before.misses()).isOne();
		this.groups.cache("status").evict("missing");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.latest.of("missing")).isNotNull());
	}

	private CacheStatistics statistics() {
		return Objects.requireNonNull(this.groups.findCache("status")).statistics();
	}

	@Test
	void countsTheFailureOfOneTargetWithoutHarmToTheOthers() {
		// not one that a test has fired for some targets
		Execution execution = await().atMost(PATIENCE)
			.until(() -> this.triggers.get("prober.probe").lastExecution(),
					(last) -> last != null && last.firing().cause() != Cause.MANUAL);
		assertThat(execution.counts().total()).isEqualTo(26);
		assertThat(execution.counts().failed()).isEqualTo(2);
		assertThat(execution.counts().ok()).isEqualTo(24);
	}

	@Test
	void probesOnlyTheTargetsThatSomebodyNames() {
		Execution execution = this.triggers.get("prober.probe")
			.fire(FireRequest.create().withElements(List.of("normal", "page-1", "unknown")))
			.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.join();
		assertThat(execution.counts().ok()).isEqualTo(2);
		assertThat(execution.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.exception()).rootCause()
				.hasMessage("There is no target 'unknown'"));
	}

	@Test
	void triesAgainByTheRuleOfTheFailure() {
		await().atMost(PATIENCE).until(() -> alerts().containsAll(List.of("closed", "missing")));
		assertThat(duration("closed")).isGreaterThanOrEqualTo(2000);
		assertThat(duration("missing")).isLessThan(2000);
		assertThat(alerts()).doesNotContain("busy", "flaky");
	}

	@Test
	void bringsTheFailureToTheHandlerOfTheTrigger() {
		await().atMost(PATIENCE).until(() -> alerts().contains("closed"));
		assertThat(alerts()).doesNotContain("normal", "slow");
	}

	@Test
	void sumsUpTheLastMinute() {
		await().atMost(PATIENCE).until(() -> !this.store.latest().isEmpty());
		ProbeResult result = this.store.latest().get(0);
		Instant minute = result.probedAt().truncatedTo(ChronoUnit.MINUTES);
		Target target = new Target(result.target(), URI.create("/"));
		assertThat(this.store.rollUp(target, minute, minute.plus(1, ChronoUnit.MINUTES))).isOne();
	}

	@Test
	void followsThePropertiesOfATrigger() {
		assertThat(this.triggers.get("cleanup").definition().schedule()).asString().contains("04:00", "16:00");
	}

	private long duration(String target) {
		return this.jdbc.sql("select min(millis) from probe where target = ?").param(target).query(Long.class).single();
	}

	private List<String> alerts() {
		return this.jdbc.sql("select distinct target from alert").query(String.class).list();
	}

}
