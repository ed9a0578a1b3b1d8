package dev.triggers.actuate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

import dev.triggers.actuate.EndpointApplication.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TriggersEndpoint}: where it is, and what it permits.
 */
class TriggersEndpointExposureIntegrationTests {

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void managementPortBasePathAndRolesAreFollowed(WebApplicationType type) {
		try (EndpointApplication app = EndpointApplication.run(type, "management.server.port=0",
				"management.endpoints.web.base-path=/manage",
				"management.endpoint.triggers.show-values=when-authorized",
				"management.endpoint.triggers.roles=admin")) {
			assertThat(app.get("/triggers").status()).isEqualTo(200);
			assertThat(app.get("/triggers/" + EndpointApplication.encode("with/slash and ümlaut.")).status())
				.isEqualTo(200);
			Answer fired = app.act("/triggers/orders.sync", "action", "fire", "elements", "a");
			assertThat(fired.status()).isEqualTo(202);
			assertThat(app.act("/triggers/orders.sync", "action", "fire", "elments", "a").status()).isEqualTo(400);
			assertThat(failures(app)).contains("\"value\":\"******\"").doesNotContain("bad-2");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void readOnlyAccessPermitsNoAction(WebApplicationType type) {
		try (EndpointApplication app = EndpointApplication.run(type, "management.endpoint.triggers.access=read-only")) {
			assertThat(app.get("/triggers").at("/triggers/0/actions")).isEqualTo("[]");
			assertThat(app.get("/triggers/orders.sync").at("/actions")).isEqualTo("[]");
			for (String action : new String[] { "start", "stop", "cancel", "restart", "fire", "retry-failed",
					"change-schedule" }) {
				assertThat(app.act("/triggers/orders.sync", "action", action).status()).isEqualTo(405);
			}
			assertThat(app.get("/triggers/describe?every=1s").status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void isNotThereWithoutExposure(WebApplicationType type) {
		try (EndpointApplication app = EndpointApplication.run(type,
				"management.endpoints.web.exposure.include=health")) {
			assertThat(app.get("/triggers").status()).isEqualTo(404);
			assertThat(app.get("/triggers/orders.sync").status()).isEqualTo(404);
			assertThat(app.act("/triggers/orders.sync", "action", "fire").status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void elementsAreShownIfThatIsWanted(WebApplicationType type) {
		try (EndpointApplication app = EndpointApplication.run(type,
				"management.endpoint.triggers.show-values=always")) {
			assertThat(failures(app)).contains("\"value\":\"bad-2\"");
		}
	}

	private static String failures(EndpointApplication app) {
		String id = app.act("/triggers/orders.sync", "action", "fire").at("/execution");
		String path = "/triggers/orders.sync/executions/" + id;
		await().until(() -> app.get(path).status() == 200 && app.get(path).at("/status").equals("SUCCESS"));
		return app.get(path).text();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void disabledTriggersAreNotListed(WebApplicationType type) {
		try (EndpointApplication app = EndpointApplication.run(type, "triggers.enabled=false")) {
			assertThat(app.get("/triggers").at("/triggers")).isEqualTo("[]");
			Answer answer = app.get("/triggers/orders.sync");
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.at("/reason")).contains("disabled by property 'triggers.enabled'");
		}
	}

}
