package dev.triggers.actuate;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;

import javax.management.MBeanException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

import dev.triggers.cache.CacheGroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TriggersEndpointJmxExtension}.
 */
class TriggersEndpointJmxIntegrationTests {

	private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

	@Test
	void operationsHaveNames() throws Exception {
		try (EndpointApplication app = run()) {
			assertThat(app.triggers()).isNotEmpty();
			assertThat(Arrays.stream(this.server.getMBeanInfo(name()).getOperations()).map(MBeanOperationInfo::getName))
				.containsExactlyInAnyOrder("triggers", "trigger", "executions", "execution", "describe", "start",
						"stop", "cancel", "restart", "fire", "retryFailed", "changeSchedule", "caches", "clearCaches");
			assertThat(invoke("triggers")).asString().contains("orders.sync");
			assertThat(invoke("trigger", "orders.export")).containsEntry("state", "WAITING");
			assertThat(invoke("describe", null, "10s", null, null, null, null)).asString().contains("every 10 seconds");
			assertThat(invoke("stop", "orders.export")).containsEntry("state", "STOPPED");
			assertThat(invoke("start", "orders.export", null)).containsEntry("state", "WAITING");
			assertThat(invoke("restart", "orders.export", null)).containsEntry("name", "orders.export");
			assertThat(invoke("changeSchedule", "orders.export", "0 4 * * *", null, null, null, null, null)).asString()
				.contains("at 04:00");
			assertThat(invoke("cancel", "orders.export")).containsEntry("state", "CANCELLED");
			Object id = invoke("fire", "orders.sync", "bad-1", null).get("execution");
			assertThat(id).isNotNull();
			await().until(() -> invoke("executions", "orders.sync").toString().contains("SUCCESS")
					|| invoke("executions", "orders.sync").toString().contains("ERROR"));
			assertThat(invoke("execution", "orders.sync", id, null, "5")).asString()
				.contains("******")
				.contains("No such order");
			assertThat(invoke("retryFailed", "orders.sync", id)).containsKey("execution");
		}
	}

	@Test
	void refusalsAreExceptionsOfJava() {
		try (EndpointApplication app = run()) {
			assertThat(app.triggers()).isNotEmpty();
			assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("stop", "orders.sync"))
				.withCauseInstanceOf(IllegalStateException.class)
				.withMessage("Trigger 'orders.sync' is not running: its state is IDLE");
			assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("trigger", "orders.snyc"))
				.withCauseInstanceOf(IllegalArgumentException.class)
				.withMessageContaining("did you mean 'orders.sync'");
		}
	}

	@Test
	void readOnlyAccessLeavesOutOperationsThatWrite() throws Exception {
		try (EndpointApplication app = run("management.endpoint.triggers.access=read-only")) {
			assertThat(app.triggers()).isNotEmpty();
			assertThat(Arrays.stream(this.server.getMBeanInfo(name()).getOperations()).map(MBeanOperationInfo::getName))
				.containsExactlyInAnyOrder("triggers", "trigger", "executions", "execution", "describe", "caches");
		}
	}

	@Test
	void cachesAreClearedByTheirGroup() throws Exception {
		try (EndpointApplication app = run()) {
			app.bean(CacheGroups.class).cache("prices").put("apple", 1);
			assertThat(invoke("caches")).asString().contains("name=prices, size=1");
			assertThat(invoke("clearCaches", "catalogue", "prices")).asString().contains("name=prices, size=0");
			assertThat(app.bean(CacheGroups.class).cache("prices").get("apple")).isNull();
			assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("clearCaches", "catalog", null))
				.withCauseInstanceOf(IllegalArgumentException.class)
				.withMessageContaining("did you mean 'catalogue'");
		}
	}

	private static EndpointApplication run(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 2);
		all[properties.length] = "spring.jmx.enabled=true";
		all[properties.length + 1] = "management.endpoints.jmx.exposure.include=triggers";
		return EndpointApplication.run(WebApplicationType.SERVLET, all);
	}

	private static ObjectName name() throws Exception {
		return new ObjectName("org.springframework.boot:type=Endpoint,name=Triggers");
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> invoke(String operation, Object... arguments) throws Exception {
		String[] signature = new String[arguments.length];
		Arrays.fill(signature, String.class.getName());
		return (Map<String, Object>) this.server.invoke(name(), operation, arguments, signature);
	}

}
