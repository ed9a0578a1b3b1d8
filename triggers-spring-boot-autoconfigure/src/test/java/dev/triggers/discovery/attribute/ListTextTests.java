package dev.triggers.discovery.attribute;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListText}.
 */
class ListTextTests {

	@Test
	void commaSeparatesValues() {
		assertThat(new ListText("a, b,,it's,{c,d} ").values()).containsExactly("a", "b", "it's", "{c", "d}");
	}

	@Test
	void commaInsideAPlaceholderSeparatesNothing() {
		assertThat(new ListText("${no.such:p,q},${a:${b:x,y}},z").values()).containsExactly("${no.such:p,q}",
				"${a:${b:x,y}}", "z");
	}

	@Test
	void commaInsideAnExpressionSeparatesNothing() {
		assertThat(new ListText("#{{'x','y'}},#{'},'},#{\"},\"}, z").values()).containsExactly("#{{'x','y'}}",
				"#{'},'}", "#{\"},\"}", "z");
	}

	@Test
	void openEndReachesTheEndOfTheText() {
		assertThat(new ListText("a,#{'b,c").values()).containsExactly("a", "#{'b,c");
	}

	@Test
	void pairBeginsWithAName() {
		assertThat(new ListText("l=1,2,3, max-age = 5,q=a==b,c==d,${p}=7").pairs()).containsExactly("l=1,2,3",
				"max-age = 5", "q=a==b,c==d", "${p}=7");
		assertThat(new ListText("l=#{{1,m=2}},m=3").pairs()).containsExactly("l=#{{1,m=2}}", "m=3");
		assertThat(new ListText("oops,m=3").pairs()).containsExactly("oops", "m=3");
	}

}
