package org.rollcall.engagement.assessment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whole days in London, both ends included.
 *
 * @param last null when no end is known
 */
public record Days(LocalDate first, @Nullable LocalDate last) {

    Span inLondon() {
        return new Span(
                first.atStartOfDay(Week.LONDON).toInstant(),
                last == null
                        ? Instant.MAX
                        : last.plusDays(1).atStartOfDay(Week.LONDON).toInstant());
    }

    /** The same days as instants, so that a session is placed by two comparisons instead of a calendar. */
    record Span(Instant from, Instant until) {

        boolean covers(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }
    }
}
