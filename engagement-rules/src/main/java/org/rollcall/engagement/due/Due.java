package org.rollcall.engagement.due;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.ThresholdRescinded.Reason;

/**
 * A student who is to be assessed.
 *
 * @param since a day of the earliest week that may have changed
 * @param reason what was corrected; null when nothing was, and a week closed
 */
public record Due(
        String studentId, LocalDate since, @Nullable Reason reason) {

    /** Whether nothing but this week has come to what was assessed before: no fact of an earlier one has changed. */
    public boolean isOnlyOf(LocalDate closedWeek) {
        return reason == null && !since.isBefore(closedWeek);
    }
}
