package dev.triggers.discovery.element;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

import dev.triggers.discovery.attribute.Attribute;
import dev.triggers.discovery.attribute.Attributes;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.property.ResolvedText;
import dev.triggers.discovery.property.TextResolver;
import dev.triggers.discovery.property.UnresolvableTextException;
import dev.triggers.element.Elements;
import dev.triggers.naming.NearestNames;

/**
 * Makes elements of the texts of {@code iterArgs}: literals, placeholders for lists, and
 * expressions that are evaluated anew for each execution.
 *
 * @since 1.0.0
 */
public class ElementReader {

	private final ConfigurableListableBeanFactory beanFactory;

	private final TextResolver texts;

	/**
	 * Create a reader.
	 * @param beanFactory evaluates expressions
	 * @param texts resolves placeholders
	 */
	public ElementReader(ConfigurableListableBeanFactory beanFactory, TextResolver texts) {
		this.beanFactory = beanFactory;
		this.texts = texts;
	}

	/**
	 * Read the elements of a trigger.
	 * @param attributes the attributes of the trigger
	 * @return its elements, or {@code null} if it declares none
	 */
	public @Nullable DeclaredElements read(Attributes attributes) {
		Attribute declared = attributes.find("iterArgs");
		if (declared == null) {
			return null;
		}
		Attribute attribute = resolve(attributes, declared);
		List<Elements> parts = new ArrayList<>();
		List<String> literals = new ArrayList<>();
		List<String> pending = new ArrayList<>();
		for (ResolvedText text : attribute.values()) {
			if (TextResolver.isExpression(text.text())) {
				addLiterals(parts, pending);
				check(attributes, attribute, text);
				parts.add(expression(text.text()));
			}
			else {
				literals.add(text.text());
				pending.add(text.text());
			}
		}
		addLiterals(parts, pending);
		return new DeclaredElements(concatenate(parts), literals, attribute);
	}

	private Attribute resolve(Attributes attributes, Attribute attribute) {
		List<ResolvedText> resolved = new ArrayList<>();
		for (ResolvedText value : attribute.values()) {
			try {
				this.texts.resolvePlaceholderList(value.text())
					.forEach((text) -> resolved.add(attribute.part(value, text)));
			}
			catch (UnresolvableTextException ex) {
				throw attributes.unresolvable(attribute, value.text(), ex);
			}
		}
		return attribute.with(resolved);
	}

	private static void addLiterals(List<Elements> parts, List<String> pending) {
		if (!pending.isEmpty()) {
			parts.add(Elements.of(pending));
			pending.clear();
		}
	}

	private static Elements concatenate(List<Elements> parts) {
		return switch (parts.size()) {
			case 0 -> Elements.of(List.of());
			case 1 -> parts.get(0);
			default -> new ConcatenatedElements(parts);
		};
	}

	private Elements expression(String text) {
		BeanExpressionContext context = new BeanExpressionContext(this.beanFactory, null);
		return Elements.from(text, () -> {
			BeanExpressionResolver resolver = this.beanFactory.getBeanExpressionResolver();
			return (resolver != null) ? resolver.evaluate(text, context) : text;
		});
	}

	private void check(Attributes attributes, Attribute attribute, ResolvedText text) {
		try {
			checkBeans(attributes, attribute, text,
					new SpelExpressionParser().parseExpression(text.text(), new TemplateParserContext("#{", "}")));
		}
		catch (ParseException ex) {
			throw attributes.invalid(ProblemId.ELEMENT, attribute.only(text.text()),
					attributes.place(attribute, text.text(), 0, text.text().length()),
					"Expression in 'iterArgs' of trigger '" + attributes.trigger() + "' cannot be parsed: "
							+ ex.getSimpleMessage(),
					"Correct the expression '" + text.text()
							+ "'; one that calls a bean looks like '#{@clans.tags()}'.");
		}
	}

	private void checkBeans(Attributes attributes, Attribute attribute, ResolvedText text, Object expression) {
		if (expression instanceof CompositeStringExpression composite) {
			for (Object part : composite.getExpressions()) {
				checkBeans(attributes, attribute, text, part);
			}
		}
		else if (expression instanceof SpelExpression spel) {
			checkBeans(attributes, attribute, text, spel.getAST());
		}
	}

	private void checkBeans(Attributes attributes, Attribute attribute, ResolvedText text, SpelNode node) {
		if (node instanceof BeanReference reference && !this.beanFactory.containsBean(reference.getName())) {
			String name = reference.getName();
			String question = NearestNames.question(name, List.of(this.beanFactory.getBeanDefinitionNames()));
			int offset = text.text().indexOf("@" + name);
			throw attributes.invalid(ProblemId.BEAN, attribute.only(text.text()),
					(offset >= 0) ? attributes.place(attribute, text.text(), offset, name.length() + 1)
							: attributes.place(attribute, text.text(), 0, text.text().length()),
					"Expression in 'iterArgs' of trigger '" + attributes.trigger() + "' needs bean '" + name
							+ "', which does not exist",
					question.isEmpty() ? "Declare the bean '" + name + "', or correct the expression." : question);
		}
		for (int child = 0; child < node.getChildCount(); child++) {
			checkBeans(attributes, attribute, text, node.getChild(child));
		}
	}

}
