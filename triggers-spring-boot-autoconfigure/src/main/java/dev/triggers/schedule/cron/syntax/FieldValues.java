package dev.triggers.schedule.cron.syntax;

import java.util.List;
import java.util.function.IntConsumer;

import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.model.field.value.SpecialChar;

/**
 * Values that a field expression of cron-utils stands for.
 *
 * @param expression the parsed field
 * @param min the lowest value of the field
 * @param max the highest value of the field
 * @since 1.0.0
 */
public record FieldValues(FieldExpression expression, int min, int max) {

	/**
	 * Return the values as bits; values of special characters are left out.
	 * @return the bit of each value below 64
	 */
	public long bits() {
		long[] bits = new long[1];
		forEach((value) -> bits[0] |= 1L << value);
		return bits[0];
	}

	/**
	 * Pass on each value; a value can come more than once.
	 * @param consumer what takes the values
	 */
	public void forEach(IntConsumer consumer) {
		accept(this.expression, 1, consumer);
	}

	/**
	 * Return the parts with special characters.
	 * @return the parts, in the order in which they were written
	 */
	public List<On> specials() {
		List<FieldExpression> parts = (this.expression instanceof And and) ? and.getExpressions()
				: List.of(this.expression);
		return parts.stream()
			.filter(On.class::isInstance)
			.map(On.class::cast)
			.filter((on) -> on.getSpecialChar().getValue() != SpecialChar.NONE)
			.toList();
	}

	private void accept(FieldExpression expression, int step, IntConsumer consumer) {
		if (expression instanceof And and) {
			and.getExpressions().forEach((each) -> accept(each, 1, consumer));
		}
		else if (expression instanceof Every every) {
			accept(every.getExpression(), every.getPeriod().getValue(), consumer);
		}
		else if (expression instanceof Always) {
			range(this.min, this.max, step, consumer);
		}
		else if (expression instanceof Between between) {
			range(value(between.getFrom()), value(between.getTo()), step, consumer);
		}
		else if (expression instanceof On on && on.getSpecialChar().getValue() == SpecialChar.NONE) {
			consumer.accept(on.getTime().getValue());
		}
	}

	private static void range(int first, int last, int step, IntConsumer consumer) {
		for (int value = first; value <= last; value += step) {
			consumer.accept(value);
		}
	}

	private static int value(FieldValue<?> value) {
		return (Integer) value.getValue();
	}

}
