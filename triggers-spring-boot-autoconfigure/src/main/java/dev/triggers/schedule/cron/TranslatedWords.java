package dev.triggers.schedule.cron;

import java.util.Locale;
import java.util.Set;

import com.cronutils.descriptor.CronDescriptor;
import org.jspecify.annotations.Nullable;

import dev.triggers.schedule.cron.syntax.CronGrammar;
import dev.triggers.schedule.cron.syntax.ParsedCron;

/**
 * Words of cron-utils for cron expressions, where they are right: in several languages
 * for one time on every day, and in fewer for steps of minutes.
 *
 * @param seconds the seconds of the minute
 * @param minutes the minutes of the hour
 * @param hours the hours of the day
 */
record TranslatedWords(Listing seconds, Listing minutes, Listing hours) {

	private static final Set<String> DAILY = Set.of("de", "fr", "it", "nl", "pl", "ru");

	private static final Set<String> MINUTES = Set.of("es", "it", "nl", "pt");

	/**
	 * Return the words for an expression that matches every day, or {@code null} if there
	 * are none that can be relied on.
	 */
	@Nullable String words(Locale locale) {
		String expression = simplified(locale.getLanguage());
		return (expression != null)
				? CronDescriptor.instance(locale).describe(ParsedCron.parse(expression, CronGrammar.UNIX).cron())
				: null;
	}

	// Return the plainest expression that means the same.
	private @Nullable String simplified(String language) {
		if (this.seconds.bits() != 1) {
			return null;
		}
		if (DAILY.contains(language) && this.minutes.count() == 1 && this.hours.count() == 1) {
			return this.minutes.first() + " " + this.hours.first() + " * * *";
		}
		int step = (this.minutes.first() == 0) ? this.minutes.stepAround(60) : 0;
		boolean allDay = this.hours.equals(Listing.range(0, 23));
		return (MINUTES.contains(language) && allDay && step > 0) ? ((step == 1) ? "*" : "*/" + step) + " * * * *"
				: null;
	}

}
