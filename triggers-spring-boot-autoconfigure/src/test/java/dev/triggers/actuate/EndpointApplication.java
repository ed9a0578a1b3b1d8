package dev.triggers.actuate;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.triggers.Triggers;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.CustomTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.cache.TriggerCacheFactory;
import dev.triggers.schedule.IntervalMode;

/**
 * Application with an endpoint that is watched over HTTP.
 */
final class EndpointApplication implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private HttpClient http = client();

	private final ConfigurableApplicationContext context;

	private final String base;

	private EndpointApplication(ConfigurableApplicationContext context, String base) {
		this.context = context;
		this.base = base;
	}

	static EndpointApplication run(WebApplicationType type, String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=0", "spring.main.banner-mode=off",
				"management.endpoints.web.exposure.include=triggers", "triggers.groups.shop.concurrent-calls=2",
				"triggers.groups.shop.calls-per-period=100", "triggers.groups.shop.period=1s",
				"triggers.cache.groups.catalogue.caches=prices,stock", "triggers.cache.groups.catalogue.max-size=100",
				"triggers.cache.groups.catalogue.time-to-live=1h", "triggers.cache.groups[with/slash].caches=others",
				"triggers.cache.groups[with/slash].type=failing",
				// Redis is on the class path of these tests
				"spring.autoconfigure.exclude="
						+ "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
				"server.shutdown=immediate",
				// Netty would wait two seconds for more work whenever a context is closed
				"spring.reactor.netty.shutdown-quiet-period=0s",
				// management contexts of Tomcat and Netty have a bean of the same name
				"spring.main.allow-bean-definition-overriding=true"));
		all.addAll(Arrays.asList(properties));
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Configuration.class).web(type)
			.properties(all.toArray(String[]::new))
			.run();
		String port = context.getEnvironment()
			.getProperty("local.management.port", context.getEnvironment().getProperty("local.server.port"));
		String path = context.getEnvironment().getProperty("management.endpoints.web.base-path", "/actuator");
		return new EndpointApplication(context, "http://localhost:" + port + path);
	}

	private static HttpClient client() {
		return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Triggers triggers() {
		return bean(Triggers.class);
	}

	Answer get(String path) {
		return send(request(path).GET());
	}

	Answer post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
	}

	Answer act(String path, String... parameters) {
		Map<String, String> body = new LinkedHashMap<>();
		for (int i = 0; i < parameters.length; i += 2) {
			body.put(parameters[i], parameters[i + 1]);
		}
		return post(path, JSON.writeValueAsString(body));
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.base + path)).timeout(Duration.ofSeconds(20));
	}

	Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
			if (response.statusCode() == 405) {
				// Netty has not read the body, and reads nothing after it
				this.http = client();
			}
			return new Answer(response.statusCode(), response.body());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String encode(String name) {
		return Arrays.stream(name.split("/"))
			.map((segment) -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
			.collect(Collectors.joining("/"));
	}

	@Override
	public void close() {
		bean(Shop.class).release();
		this.context.close();
	}

	/**
	 * Answer of the endpoint.
	 */
	record Answer(int status, String text) {

		JsonNode json() {
			return JSON.readTree(this.text);
		}

		String at(String pointer) {
			JsonNode node = json().at(pointer);
			return node.isValueNode() ? node.asString() : node.toString();
		}

		List<String> names(String pointer) {
			return json().at(pointer).propertyStream().map(Map.Entry::getKey).toList();
		}

		List<String> texts(String pointer) {
			return json().at(pointer).valueStream().map(JsonNode::asString).toList();
		}

	}

	/**
	 * Application with triggers.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Shop.class)
	static class Configuration {

		/**
		 * Backend of caches that cannot be cleared.
		 */
		@Bean
		TriggerCacheFactory failing() {
			return (name, settings) -> new ConcurrentMapCache(name) {

				@Override
				public void clear() {
					throw new IllegalStateException("Backend is down");
				}

			};
		}

	}

	/**
	 * Triggers of all kinds.
	 */
	static class Shop {

		private final CountDownLatch release = new CountDownLatch(1);

		private final Queue<String> calls = new ConcurrentLinkedQueue<>();

		Queue<String> calls() {
			return this.calls;
		}

		void release() {
			this.release.countDown();
		}

		@CronTrigger(name = "shop.sort", value = "0 3 * * *", zone = "Europe/Berlin", groups = "shop",
				description = "Sorts the catalogue", tags = { "night", "shop" }, onStartup = "false")
		void sort() {
		}

		@IntervalTrigger(name = "orders.sync", every = "1h", manual = true,
				iterArgs = { "secret-1", "bad-2", "secret-3", "bad-4" })
		void sync(String order) {
			this.calls.add(order);
			if (order.startsWith("bad")) {
				throw new IllegalStateException("No such order");
			}
		}

		@IntervalTrigger(name = "blocking", every = "1h", manual = true)
		void block() throws InterruptedException {
			this.release.await();
		}

		@IntervalTrigger(name = "with/slash and ümlaut.", every = "90s", mode = IntervalMode.FIXED_RATE, count = 3)
		void odd() {
		}

		@TimeTrigger(name = "orders.export", times = { "03:00", "15:00" }, onStartup = "false")
		void export() {
		}

		@IntervalTrigger(name = "orders.copy", every = "1h", manual = true)
		void copy(int number, String customer) {
			this.calls.add(number + " for " + customer);
		}

		@CustomTrigger(name = "orders.guess", type = Guess.class, onStartup = "false")
		void guess() {
		}

	}

	/**
	 * Schedule of the application.
	 */
	static class Guess implements Trigger {

		@Override
		public Instant nextExecution(TriggerContext context) {
			return context.getClock().instant().plusSeconds(3600);
		}

	}

}
