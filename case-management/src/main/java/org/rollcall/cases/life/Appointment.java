package org.rollcall.cases.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When, where and with whom an interview is.
 *
 * @param location null where it is held online only
 * @param joinUrl null where it is held in a room only
 * @param interviewer the id of the person who holds it
 * @param shortNoticeAgreed the student agreed to less notice than the policy gives
 */
public record Appointment(
        Instant startsAt,
        Instant endsAt,
        @Nullable String location,
        @Nullable String joinUrl,
        String interviewer,
        boolean shortNoticeAgreed) {

    public Appointment {
        if (!startsAt.isBefore(endsAt)) {
            throw new IllegalArgumentException("An appointment ends after it starts");
        }
    }
}
