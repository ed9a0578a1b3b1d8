package dev.triggers.autoconfigure.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the endpoint.
 *
 * @param showValues When to show the elements of executions.
 * @param roles Roles to which elements are shown, if that depends on who asks. When
 * empty, all authenticated users are authorized.
 * @since 1.0.0
 */
@ConfigurationProperties("management.endpoint.triggers")
public record TriggersEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

}
