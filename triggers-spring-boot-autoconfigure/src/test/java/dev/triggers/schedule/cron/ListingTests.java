package dev.triggers.schedule.cron;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Listing}.
 */
class ListingTests {

	@Test
	void threeInARowAreARange() {
		assertThat(of(1, 2, 5, 6, 7, 9).join(String::valueOf)).isEqualTo("1, 2, 5 through 7 and 9");
		assertThat(of(4).join(String::valueOf)).isEqualTo("4");
		assertThat(Listing.range(0, 59).join(String::valueOf)).isEqualTo("0 through 59");
	}

	@Test
	void stepIsTheDistanceThatAllNeighboursHave() {
		assertThat(of(3, 8, 13).step()).isEqualTo(5);
		assertThat(of(3, 8, 14).step()).isZero();
		assertThat(of(3).step()).isZero();
		assertThat(of(5, 25, 45).stepAround(60)).isEqualTo(20);
		assertThat(of(0, 7, 14).stepAround(60)).isZero();
	}

	@Test
	void runHasNoHole() {
		assertThat(of(3, 4, 5).isRun()).isTrue();
		assertThat(of(3, 5).isRun()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "1, 1st", "2, 2nd", "3, 3rd", "4, 4th", "11, 11th", "12, 12th", "13, 13th", "21, 21st", "22, 22nd" })
	void ordinalHasItsSuffix(int number, String ordinal) {
		assertThat(Listing.ordinal(number)).isEqualTo(ordinal);
	}

	private static Listing of(int... values) {
		long bits = 0;
		for (int value : values) {
			bits |= 1L << value;
		}
		return new Listing(bits);
	}

}
