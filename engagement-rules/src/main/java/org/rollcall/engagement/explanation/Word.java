package org.rollcall.engagement.explanation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.engagement.assessment.Explanation;

/**
 * One word on a raise, with what it rested on when it was said.
 *
 * @param reason why the raise was rescinded; null for every other word
 */
public record Word(
        String studentId,
        String thresholdId,
        int revision,
        What what,
        @Nullable Reason reason,
        Instant saidAt,
        String policyVersion,
        List<ToldWeek> weeks) {

    public Word {
        weeks = List.copyOf(weeks);
    }

    /** What was said. */
    enum What {
        RAISED,
        RESCINDED,
        REINSTATED
    }

    /** The word that an event says, on what it rests today. */
    public static Word of(ThresholdEvent event, Explanation today, Instant now) {
        return new Word(
                event.studentId(),
                event.thresholdId(),
                event.revision(),
                what(event),
                event instanceof ThresholdRescinded rescinded ? rescinded.reason() : null,
                now,
                event.policyVersion(),
                ToldWeek.allOf(today));
    }

    private static What what(ThresholdEvent event) {
        return switch (event) {
            case ThresholdReached reached -> reached.revision() == 1 ? What.RAISED : What.REINSTATED;
            case ThresholdRescinded _ -> What.RESCINDED;
        };
    }

    boolean saysThatItStands() {
        return what != What.RESCINDED;
    }
}
