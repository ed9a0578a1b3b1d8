package dev.triggers.discovery.execute;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.CallReferences;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.discovery.attribute.Attribute;
import dev.triggers.discovery.attribute.Attributes;
import dev.triggers.discovery.attribute.CallAttributes;
import dev.triggers.discovery.bean.Candidate;
import dev.triggers.discovery.declaration.Declaration;
import dev.triggers.discovery.method.BeanMethod;
import dev.triggers.discovery.method.Conversions;
import dev.triggers.discovery.method.Obstacle;
import dev.triggers.discovery.method.PositionalParameters;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.discovery.property.InstanceProperties;
import dev.triggers.discovery.property.TextResolver;

/**
 * Makes definitions of methods with an {@code @Execute}.
 *
 * @param texts resolves attributes
 * @param calls knows limits and retries
 * @param conversions converts arguments
 * @param obstacles knows which methods cannot be called
 * @param pass lets calls by name go past the interceptor
 */
record ExecuteReader(TextResolver texts, CallAttributes calls, Conversions conversions, ExecuteObstacles obstacles,
		DirectPass pass) {

	/**
	 * Read a method.
	 * @param problems gets what is wrong with it
	 */
	ExecuteMethod read(Candidate candidate, Method method, Declaration declaration, Problems problems) {
		Problems own = new Problems();
		String defaultName = declaration.member().defaultName();
		String found = own.attempt(() -> name(attributes(declaration, defaultName)));
		String name = (found != null) ? found : defaultName;
		Attributes attributes = attributes(declaration, name);
		own.attempt(() -> {
			check(attributes, this.obstacles.find(candidate, method));
			return null;
		});
		CallReferences references = this.calls.read(attributes, own);
		problems.addAll(own);
		ExecuteKey key = new ExecuteKey(candidate.key(), method);
		ExecuteMethodTarget target = own.isEmpty() ? target(key, name, new BeanMethod(candidate.bean(), method)) : null;
		return new ExecuteMethod(key, name, declaration,
				(target != null) ? new ExecuteDefinition(name, target, references) : null);
	}

	private Attributes attributes(Declaration declaration, String name) {
		return new Attributes(declaration, name, InstanceProperties.none(), this.texts);
	}

	private static String name(Attributes attributes) {
		Attribute name = attributes.declared("name");
		return (name != null) ? name.text().trim() : attributes.declaration().member().defaultName();
	}

	private static void check(Attributes attributes, @Nullable Obstacle obstacle) {
		if (obstacle != null) {
			throw attributes.invalid(ProblemId.NOT_CALLABLE,
					"Method of " + attributes.owner() + " cannot be called: " + obstacle.reason(), obstacle.action());
		}
	}

	private ExecuteMethodTarget target(ExecuteKey key, String name, BeanMethod method) {
		return new ExecuteMethodTarget(key, method, PositionalParameters.of(name, method, this.conversions), this.pass);
	}

}
