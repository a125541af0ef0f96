package org.rollcall.local;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the clock of a starting stack does, given its data and the user's wish: time that was lived is not taken back.
 */
sealed interface ClockPlan {

    /** The clock of the machine. */
    record Machine() implements ClockPlan {}

    /** An adjustable clock, standing at an instant. */
    record Standing(Instant at) implements ClockPlan {}

    /** An adjustable clock, standing at an instant until all is ready and brought to a later one then. */
    record Advancing(Instant from, Instant to) implements ClockPlan {}

    /** The data was made by the clock of the machine, which cannot be adjusted. */
    record Refused() implements ClockPlan {}

    /**
     * Decides.
     *
     * @param asked what the clock is to say, if the user wants it to be adjustable
     * @param lived where the adjustable clock of the data stands, if it has one
     * @param data whether there is data at all
     */
    static ClockPlan of(@Nullable Instant asked, Optional<Instant> lived, boolean data) {
        if (lived.isPresent()) {
            Instant stands = lived.get();
            return asked != null && asked.isAfter(stands) ? new Advancing(stands, asked) : new Standing(stands);
        }
        if (asked == null) {
            return new Machine();
        }
        return data ? new Refused() : new Standing(asked);
    }
}
