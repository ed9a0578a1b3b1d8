package dev.triggers.discovery;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.attribute.Attribute;
import dev.triggers.discovery.attribute.Attributes;
import dev.triggers.discovery.attribute.TypedAttributes;
import dev.triggers.discovery.element.DeclaredElements;
import dev.triggers.discovery.method.Argument;
import dev.triggers.discovery.method.ArgumentBinder;
import dev.triggers.discovery.method.ArgumentBinder.ArgumentReporter;
import dev.triggers.discovery.method.BeanMethod;
import dev.triggers.discovery.method.BeanMethodTarget;
import dev.triggers.discovery.method.BeanReference;
import dev.triggers.discovery.method.BoundArguments;
import dev.triggers.discovery.method.BoundArguments.ElementProblem;
import dev.triggers.discovery.method.Obstacle;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.property.ResolvedText;
import dev.triggers.discovery.property.TextResolver;
import dev.triggers.discovery.property.UnresolvableTextException;
import dev.triggers.element.Elements;
import dev.triggers.work.TriggerHooks;
import dev.triggers.work.TriggerWork;

/**
 * Makes work of an annotated method.
 *
 * @param tools what all triggers share
 * @param bean the bean
 * @param method the annotated method
 */
record MethodWork(DiscoveryTools tools, BeanReference bean, Method method) implements WorkFactory {

	@Override
	public TriggerWork create(Attributes attributes, int concurrency) {
		Obstacle obstacle = Obstacle.find(this.method, this.bean);
		if (obstacle != null) {
			throw attributes.invalid(ProblemId.NOT_CALLABLE,
					"Method of trigger '" + attributes.trigger() + "' cannot be called: " + obstacle.reason(),
					obstacle.action());
		}
		DeclaredElements elements = this.tools.elements().read(attributes);
		Attribute declared = attributes.find("args");
		List<ResolvedText> texts = new ArrayList<>();
		List<Argument> arguments = new ArrayList<>();
		if (declared != null) {
			declared.values().forEach((value) -> arguments.add(argument(attributes, declared, value, texts)));
		}
		Attribute args = (declared != null) ? declared.with(texts) : null;
		boolean manual = new TypedAttributes(attributes).flag("manual", false);
		BoundArguments bound = new ArgumentBinder(this.bean, this.method, this.tools.conversions(),
				new Reporter(attributes, args))
			.bind(arguments, elements != null, manual);
		if (elements != null) {
			checkLiterals(attributes, elements, bound);
		}
		return new TriggerWork(new BeanMethodTarget(new BeanMethod(this.bean, this.method), bound),
				(elements != null) ? elements.elements() : Elements.none(), concurrency, TriggerHooks.NONE);
	}

	private static void checkLiterals(Attributes attributes, DeclaredElements elements, BoundArguments bound) {
		for (String literal : elements.literals()) {
			ElementProblem problem = bound.check(literal);
			if (problem != null) {
				throw attributes.invalid(ProblemId.ELEMENT, elements.attribute().only(literal),
						attributes.place(elements.attribute(), literal, 0, literal.length()),
						"Element '" + literal + "' of trigger '" + attributes.trigger() + "' " + problem.reason(),
						problem.action());
			}
		}
	}

	private Argument argument(Attributes attributes, Attribute args, ResolvedText declared, List<ResolvedText> shown) {
		String text = declared.text();
		int equals = text.indexOf('=');
		if (equals < 1) {
			throw attributes.invalid(ProblemId.PARAMETERS, args.only(text),
					attributes.place(args, text, 0, text.length()), "'args' of trigger '" + attributes.trigger()
							+ "' must be of the form name=value, found '" + text + "'",
					"Write the name of a parameter, '=' and its value.");
		}
		TextResolver texts = this.tools.texts();
		try {
			String raw = text.substring(equals + 1).trim();
			ResolvedText resolved = texts.resolvePlaceholders(raw);
			String name = texts.resolve(text.substring(0, equals).trim()).text();
			boolean plain = resolved.text().equals(raw);
			String pair = plain ? text : name + "=" + resolved.text();
			String written = declared.isNamedValue() ? resolved.text() : text;
			shown.add(plain ? declared : args.part(declared, new ResolvedText(written, pair, resolved.origin())));
			return new Argument(name, texts.resolve(raw).value(), pair, args.overridden());
		}
		catch (UnresolvableTextException ex) {
			throw attributes.unresolvable(args, text, ex);
		}
	}

	/**
	 * Reports arguments with their place in the declaration.
	 *
	 * @param attributes the attributes of the trigger
	 * @param args the attribute with the arguments, or {@code null}
	 */
	private record Reporter(Attributes attributes, @Nullable Attribute args) implements ArgumentReporter {

		@Override
		public String trigger() {
			return this.attributes.trigger();
		}

		@Override
		public InvalidTriggerException invalid(ProblemId id, @Nullable Argument argument, String message,
				String action) {
			if (argument == null || this.args == null) {
				return this.attributes.invalid(id, message, action);
			}
			String text = argument.text();
			return this.attributes.invalid(id, this.args.only(text),
					this.attributes.place(this.args, text, 0, text.length()), message, action);
		}

	}

}
