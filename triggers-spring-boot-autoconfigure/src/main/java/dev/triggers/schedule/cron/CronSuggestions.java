package dev.triggers.schedule.cron;

/**
 * Sentences that say how to mend a cron expression that is not valid.
 */
final class CronSuggestions {

	private CronSuggestions() {
	}

	static CronPattern parse(String expression, CronGrammar grammar) {
		return CronPattern.parseStrictly(expression, grammar);
	}

}
