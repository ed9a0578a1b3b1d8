package dev.triggers.actuate;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.actuate.cache.CachesOperator;
import dev.triggers.actuate.descriptor.ExecutionDescriptor;
import dev.triggers.actuate.descriptor.ProblemDescriptor;
import dev.triggers.actuate.service.TriggersOperator;
import dev.triggers.actuate.service.TriggersReader;
import dev.triggers.cache.CacheGroups;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.execution.Cause;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.history.ExecutionHistory;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.execution.history.RecordedFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link TriggersEndpointWebExtension} and
 * {@link TriggersEndpointJmxExtension}: who sees elements, and what happens without a
 * {@link ParametersAdvisor}.
 */
class TriggersEndpointWebExtensionTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static final ExecutionId ID = new ExecutionId("8f2c00000000");

	private static final String[] EXECUTION = { "orders", "executions", ID.value() };

	private final TriggerHandle orders = mock(TriggerHandle.class);

	private final TriggersReader reader = reader();

	private final CachesOperator caches = new CachesOperator(() -> new CacheGroups(List.of()), () -> true);

	private TriggersReader reader() {
		Triggers triggers = mock(Triggers.class);
		ExecutionHistory history = mock(ExecutionHistory.class);
		given(triggers.get("orders")).willReturn(this.orders);
		given(this.orders.name()).willReturn("orders");
		RecordedExecution recorded = new RecordedExecution(ID,
				new RecordedExecution.Firing("orders", Cause.MANUAL, NOON, 0), NOON, Duration.ofSeconds(1),
				Outcome.FAILED, new RecordedExecution.Elements(1L, 0, 1, 0),
				List.of(new RecordedFailure(0L, "Miller", 1, "java.io.IOException", "No answer", "at …")));
		given(history.find("orders", ID)).willReturn(recorded);
		return new TriggersReader(triggers, mock(ConcurrencyGroups.class), () -> history,
				Clock.fixed(NOON, ZoneOffset.UTC), null, () -> true);
	}

	private TriggersEndpointWebExtension extension(Show show, Set<String> roles, SanitizingFunction... functions) {
		return new TriggersEndpointWebExtension(this.reader, new TriggersOperator(this.reader), this.caches,
				new Sanitizer(List.of(functions)), show, roles);
	}

	private static SecurityContext user(String... roles) {
		SecurityContext context = mock(SecurityContext.class);
		given(context.getPrincipal()).willReturn(mock(Principal.class));
		for (String role : roles) {
			given(context.isUserInRole(role)).willReturn(true);
		}
		return context;
	}

	private static String element(TriggersEndpointWebExtension extension, SecurityContext context) {
		WebEndpointResponse<Object> response = extension.read(context, EXECUTION, Map.of());
		return ((ExecutionDescriptor) response.getBody()).failures().get(0).element().value();
	}

	@ParameterizedTest
	@CsvSource({ "NEVER, false", "ALWAYS, true", "WHEN_AUTHORIZED, true" })
	void elementsAreShownToAUserAsThePropertySays(Show show, boolean shown) {
		assertThat(element(extension(show, Set.of()), user())).isEqualTo(shown ? "Miller" : "******");
	}

	@Test
	void elementsAreHiddenFromStrangersAndWrongRoles() {
		TriggersEndpointWebExtension extension = extension(Show.WHEN_AUTHORIZED, Set.of("operator"));
		assertThat(element(extension, user("operator"))).isEqualTo("Miller");
		assertThat(element(extension, user("guest"))).isEqualTo("******");
		assertThat(element(extension, SecurityContext.NONE)).isEqualTo("******");
		assertThat(element(extension(Show.WHEN_AUTHORIZED, Set.of()), SecurityContext.NONE)).isEqualTo("******");
	}

	@Test
	void functionsHideElementsThatAreShownOtherwise() {
		SanitizingFunction function = (data) -> (data.getKey().equals("element") && "Miller".equals(data.getValue()))
				? data.withValue("M…") : data;
		assertThat(element(extension(Show.ALWAYS, Set.of(), function), SecurityContext.NONE)).isEqualTo("M…");
		assertThat(element(extension(Show.NEVER, Set.of(), function), SecurityContext.NONE)).isEqualTo("******");
	}

	@ParameterizedTest
	@CsvSource({ "NEVER, ******", "ALWAYS, Miller", "WHEN_AUTHORIZED, Miller" })
	void whoeverMayUseJmxIsAuthorized(Show show, String element) {
		TriggersEndpointJmxExtension extension = new TriggersEndpointJmxExtension(this.reader,
				new TriggersOperator(this.reader), this.caches, new Sanitizer(), show);
		ExecutionDescriptor execution = extension.execution("orders", ID.value(), null, null);
		assertThat(execution.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.element().value()).isEqualTo(element));
	}

	@Test
	void actionsAreRefusedWhereParametersAreNotGiven() {
		TriggersEndpointWebExtension extension = extension(Show.NEVER, Set.of());
		assertThat(extension.read(SecurityContext.NONE, EXECUTION, null).getStatus()).isEqualTo(200);
		WebEndpointResponse<Object> response = extension.act(new String[] { "orders" }, null);
		assertThat(response.getStatus()).isEqualTo(400);
		assertThat(((ProblemDescriptor) response.getBody()).reason())
			.isEqualTo("Actions are not possible under this path");
		then(this.orders).should(never()).fire(any(FireRequest.class));
	}

}
