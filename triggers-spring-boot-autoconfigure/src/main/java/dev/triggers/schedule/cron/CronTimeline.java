package dev.triggers.schedule.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

import org.jspecify.annotations.Nullable;

/**
 * Instants at which a cron expression is due in a zone.
 * <p>
 * Between two changes of the clock, local times and instants differ by a constant. The
 * search walks from one such stretch to the next, which settles what happens where they
 * meet.
 *
 * @since 1.0.0
 */
public final class CronTimeline {

	private static final int LONGEST_CAUGHT_UP_GAP = 3 * 3600;

	// offsets are -18:00 to +18:00, so no change of the clock is longer than 36 hours
	private static final long LONGEST_CHANGE = 36 * 3600;

	private static final long MARGIN = 2 * 86400;

	// zone rules know no years beyond those of LocalDateTime, which Instant does
	private static final long MIN = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC) + MARGIN;

	private static final long MAX = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC) - MARGIN;

	private final CronPattern pattern;

	private final ZoneRules rules;

	private final boolean wallClock;

	private final long settledSince;

	// the one that was searched last; to ask the rules takes longer than to match a time
	private volatile @Nullable Stretch known;

	/**
	 * Create a timeline.
	 * @param pattern the expression
	 * @param rules the rules of the zone
	 */
	public CronTimeline(CronPattern pattern, ZoneRules rules) {
		this.pattern = pattern;
		this.rules = rules;
		this.wallClock = pattern.followsWallClock();
		this.settledSince = settledSince(rules);
	}

	// Return since when the clock of the zone is no longer changed.
	private static long settledSince(ZoneRules rules) {
		if (rules.isFixedOffset()) {
			return Long.MIN_VALUE;
		}
		if (!rules.getTransitionRules().isEmpty()) {
			return Long.MAX_VALUE;
		}
		ZoneOffsetTransition last = rules.previousTransition(Instant.ofEpochSecond(MAX));
		return (last != null) ? last.toEpochSecond() + LONGEST_CHANGE : Long.MIN_VALUE;
	}

	/**
	 * Return the first instant strictly after the given one at which the expression is
	 * due.
	 * @param after the exclusive lower bound
	 * @return the instant, or {@code null} if the expression is never due again
	 */
	public @Nullable Instant next(Instant after) {
		long from = after.getEpochSecond();
		long next = (from >= this.settledSince) ? nextInStretch(from, offsetAt(from))
				: nextInStretches(from, stretchAt(from));
		return (next <= Instant.MAX.getEpochSecond()) ? Instant.ofEpochSecond(next) : null;
	}

	private long nextInStretch(long from, int offset) {
		return toInstant(this.pattern.next(from + 1 + offset), offset);
	}

	private static long toInstant(long local, int offset) {
		return (local != CronPattern.NEVER) ? local - offset : CronPattern.NEVER;
	}

	private long nextInStretches(long from, Stretch first) {
		Stretch stretch = first;
		long start = from;
		ZoneOffsetTransition end = first.end();
		int offset = offset(start, end);
		long local = this.pattern.next(firstLocal(from, offset, first.start()));
		while (end != null && local - offset >= end.toEpochSecond()) {
			long change = end.toEpochSecond();
			long shortlyBefore = local - offset - MARGIN;
			if (change - start > LONGEST_CHANGE && shortlyBefore > change) {
				// nothing matches until then, whatever the clock does
				start = shortlyBefore;
				end = transitionAfter(Math.min(start, MAX));
				stretch = Stretch.around(start, end);
			}
			else if (isCaughtUp(local, end)) {
				return change;
			}
			else {
				local = firstInStretch(local, end);
				start = change;
				ZoneOffsetTransition next = transitionAfter(Math.min(start, MAX));
				stretch = Stretch.between(end, next);
				end = next;
			}
			offset = offset(start, end);
		}
		if (stretch != this.known) {
			this.known = stretch;
		}
		return toInstant(local, offset);
	}

	// Return the local time at which the search begins: a fixed time is not due again in
	// the second pass of an overlap.
	private long firstLocal(long from, int offset, @Nullable ZoneOffsetTransition previous) {
		long first = from + 1 + offset;
		if (!this.wallClock && previous != null && previous.isOverlap()) {
			return Math.max(first, localBefore(previous));
		}
		return first;
	}

	// Return whether a fixed time falls into a gap that is short enough to be due after
	// it.
	private boolean isCaughtUp(long local, ZoneOffsetTransition change) {
		return !this.wallClock && local < localAfter(change)
				&& localAfter(change) - localBefore(change) <= LONGEST_CAUGHT_UP_GAP;
	}

	// Return the first local time to be considered after a change of the clock, given the
	// first one that no longer comes before it.
	private long firstInStretch(long local, ZoneOffsetTransition change) {
		long first = localAfter(change);
		boolean repeats = this.wallClock && change.isOverlap();
		return (local < first || repeats) ? this.pattern.next(first) : local;
	}

	private static long localBefore(ZoneOffsetTransition change) {
		return change.toEpochSecond() + change.getOffsetBefore().getTotalSeconds();
	}

	private static long localAfter(ZoneOffsetTransition change) {
		return change.toEpochSecond() + change.getOffsetAfter().getTotalSeconds();
	}

	private Stretch stretchAt(long second) {
		Stretch last = this.known;
		if (last != null && last.contains(second)) {
			return last;
		}
		long before = second - LONGEST_CHANGE;
		ZoneOffsetTransition next = transitionAfter(before);
		if (next == null || next.toEpochSecond() > second) {
			return Stretch.around(before, next);
		}
		return Stretch.between(this.rules.previousTransition(Instant.ofEpochSecond(second + 1)),
				transitionAfter(second));
	}

	private @Nullable ZoneOffsetTransition transitionAfter(long second) {
		return (second < MAX) ? this.rules.nextTransition(Instant.ofEpochSecond(Math.max(MIN, second))) : null;
	}

	private int offset(long second, @Nullable ZoneOffsetTransition next) {
		return (next != null) ? next.getOffsetBefore().getTotalSeconds() : offsetAt(second);
	}

	private int offsetAt(long second) {
		Instant instant = Instant.ofEpochSecond(Math.max(MIN, Math.min(second, MAX)));
		return this.rules.getOffset(instant).getTotalSeconds();
	}

	/**
	 * Time in which the clock of the zone is not changed, as far as it is known.
	 *
	 * @param start the change of the clock that it begins with, or {@code null} if there
	 * is none, or none that matters any more
	 * @param end the change that ends it, or {@code null} if there is none
	 * @param length seconds before the end that belong to it for certain
	 */
	private record Stretch(@Nullable ZoneOffsetTransition start, @Nullable ZoneOffsetTransition end, int length) {

		static Stretch between(@Nullable ZoneOffsetTransition start, @Nullable ZoneOffsetTransition end) {
			// without a change on either side it is not known where zone rules end
			return new Stretch(start, end, (start != null) ? length(start.toEpochSecond(), end) : 0);
		}

		/**
		 * Return what is known of a stretch when the change before a second was not asked
		 * for.
		 */
		static Stretch around(long second, @Nullable ZoneOffsetTransition end) {
			return new Stretch(null, end, length(second + LONGEST_CHANGE, end));
		}

		private static int length(long start, @Nullable ZoneOffsetTransition end) {
			return (end != null) ? (int) Math.min(Integer.MAX_VALUE, end.toEpochSecond() - start) : 0;
		}

		boolean contains(long second) {
			long left = (this.end != null) ? this.end.toEpochSecond() - second : 0;
			return left > 0 && left <= this.length;
		}

	}

}
