package dev.triggers.actuate;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.cache.Cache;

import dev.triggers.TriggerSpec;
import dev.triggers.actuate.EndpointApplication.Answer;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.GroupCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for cache groups in the endpoint, over HTTP with both web servers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachesEndpointIntegrationTests {

	private List<EndpointApplication> apps = List.of();

	@BeforeAll
	void run() {
		this.apps = List.of(EndpointApplication.run(WebApplicationType.SERVLET),
				EndpointApplication.run(WebApplicationType.REACTIVE));
	}

	@AfterAll
	void close() {
		this.apps.forEach(EndpointApplication::close);
	}

	List<EndpointApplication> apps() {
		this.apps.forEach((app) -> catalogue(app).caches().forEach(GroupCache::clear));
		return this.apps;
	}

	private static CacheGroup catalogue(EndpointApplication app) {
		return Objects.requireNonNull(app.bean(CacheGroups.class).find("catalogue"));
	}

	private static Cache prices(EndpointApplication app) {
		return app.bean(CacheGroups.class).cache("prices");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("apps")
	void allGroupsAreShown(EndpointApplication app) {
		Answer answer = app.get("/triggers/caches");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("groups").valueStream().map((group) -> group.get("name").asString()))
			.containsExactlyInAnyOrder("catalogue", "with/slash");
		assertThat(app.get("/triggers/caches/with/slash").at("")).isEqualTo("""
				{"name":"with/slash","type":"failing","caches":[{"name":"others","hits":0,"misses":0,"puts":0,\
				"failures":{"reads":0,"writes":0}}],"actions":["clear"]}""");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("apps")
	void groupIsShownWithSettingsAndStatistics(EndpointApplication app) {
		long hits = statistics(app, "hits");
		long misses = statistics(app, "misses");
		prices(app).put("apple", 1);
		prices(app).get("apple");
		prices(app).get("pear");
		Answer answer = app.get("/triggers/caches/catalogue");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.names("")).containsExactly("name", "type", "maxSize", "timeToLiveMs", "caches", "actions");
		assertThat(answer.at("/type")).isEqualTo("caffeine");
		assertThat(answer.at("/maxSize")).isEqualTo("100");
		assertThat(answer.at("/timeToLiveMs")).isEqualTo("3600000");
		assertThat(answer.at("/caches/0/name")).isEqualTo("prices");
		assertThat(answer.at("/caches/0/size")).isEqualTo("1");
		assertThat(statistics(app, "hits") - hits).isOne();
		assertThat(statistics(app, "misses") - misses).isOne();
		assertThat(answer.at("/caches/0/failures")).isEqualTo("""
				{"reads":0,"writes":0}""");
		assertThat(answer.texts("/actions")).containsExactly("clear");
	}

	private static long statistics(EndpointApplication app, String name) {
		return Long.parseLong(app.get("/triggers/caches/catalogue").at("/caches/0/" + name));
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("apps")
	void oneCacheIsCleared(EndpointApplication app) {
		prices(app).put("apple", 1);
		app.bean(CacheGroups.class).cache("stock").put("apple", 7);
		Answer answer = app.act("/triggers/caches/catalogue", "action", "clear", "cache", "prices");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.at("/caches/0/size")).isEqualTo("0");
		assertThat(answer.at("/caches/1/size")).isEqualTo("1");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("apps")
	void groupIsCleared(EndpointApplication app) {
		prices(app).put("apple", 1);
		app.bean(CacheGroups.class).cache("stock").put("apple", 7);
		Answer answer = app.act("/triggers/caches/catalogue", "action", "clear");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.at("/caches/0/size")).isEqualTo("0");
		assertThat(answer.at("/caches/1/size")).isEqualTo("0");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("apps")
	void backendThatFailsIsNoSuccess(EndpointApplication app) {
		Answer answer = app.act("/triggers/caches/with/slash", "action", "clear");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.at("/reason")).isEqualTo("Cache 'others' has not been cleared, as its backend failed: "
				+ "java.lang.IllegalStateException: Backend is down");
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("apps")
	void mistakesAreAnsweredWithTheReason(EndpointApplication app) {
		assertProblem(app.get("/triggers/caches/catalog"), 404,
				"There is no cache group 'catalog'; did you mean 'catalogue'?");
		assertProblem(app.get("/triggers/caches/catalogue?limit=3"), 400, "A cache group has no parameter 'limit'");
		assertProblem(app.act("/triggers/caches", "action", "clear"), 400, "The path names no cache group");
		assertProblem(app.act("/triggers/caches/catalogue", "cache", "prices"), 400, "'action' is missing");
		assertProblem(app.act("/triggers/caches/catalogue", "action", "clean"), 400,
				"There is no action 'clean' for cache groups");
		assertProblem(app.act("/triggers/caches/catalogue", "action", "clear", "cahce", "prices"), 400,
				"Action 'clear' has no parameter 'cahce'; did you mean 'cache'?");
		assertProblem(app.act("/triggers/caches/catalogue", "action", "clear", "cache", "price"), 404,
				"Cache group 'catalogue' has no cache 'price'; did you mean 'prices'?");
		assertProblem(app.act("/triggers/caches/other", "action", "clear"), 404, "There is no cache group 'other'");
	}

	private static void assertProblem(Answer answer, int status, String reason) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.at("/reason")).isEqualTo(reason);
	}

	@ParameterizedTest
	@CsvSource({ "caches, caches", "caches, caches/executions", "caches/catalogue, caches/catalogue",
			"caches/catalogue, caches/catalogue/executions" })
	void triggersOfTheSamePathComeFirst(String trigger, String path) {
		EndpointApplication app = this.apps.get(0);
		app.triggers().register(TriggerSpec.named(trigger).every("1h").manual().execute(() -> {
		}));
		try {
			Answer answer = app.get("/triggers/" + path);
			assertThat(answer.at(path.endsWith("executions") ? "/trigger" : "/name")).isEqualTo(trigger);
			assertThat(app.act("/triggers/" + trigger, "action", "start").at("/name")).isEqualTo(trigger);
		}
		finally {
			app.triggers().unregister(trigger);
		}
	}

	@Test
	void readOnlyAccessClearsNothing() {
		try (EndpointApplication app = EndpointApplication.run(WebApplicationType.SERVLET,
				"management.endpoint.triggers.access=read-only")) {
			assertThat(app.get("/triggers/caches/catalogue").at("/actions")).isEqualTo("[]");
			assertThat(app.act("/triggers/caches/catalogue", "action", "clear").status()).isEqualTo(405);
		}
	}

}
