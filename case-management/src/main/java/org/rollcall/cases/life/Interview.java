package org.rollcall.cases.life;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interview with the Programme Leader (clauses 5 to 7), from its appointment to its outcome. One invitation lives as
 * long as the interview: each change of the appointment is its next sequence.
 *
 * @param uid the invitation's iCalendar UID
 * @param sequence the invitation's iCalendar SEQUENCE, from 0
 * @param noticeGivenAt when it was recorded that the student cannot come; null while nothing was
 * @param outcome null until it was held
 */
public record Interview(
        InterviewId id,
        String uid,
        int sequence,
        Appointment appointment,
        Status status,
        Instant scheduledAt,
        @Nullable Instant noticeGivenAt,
        @Nullable Outcome outcome) {

    /** What became of it. */
    public enum Status {
        SCHEDULED,
        CANCELLED,
        HELD,
        MISSED
    }

    /** What the Programme Leader made of it (clause 6). */
    public enum Outcome {
        NO_FURTHER_ACTION,
        REFERRED_TO_SUPPORT,
        AGREEMENT,
        RECOMMEND_WITHDRAWAL
    }

    /** An interview as it is first appointed. */
    static Interview appointed(InterviewId id, String uid, Appointment appointment, Instant now) {
        return new Interview(id, uid, 0, appointment, Status.SCHEDULED, now, null, null);
    }

    /** Clause 7: a record that was made before the start. */
    public boolean priorNoticeGiven() {
        return noticeGivenAt != null && noticeGivenAt.isBefore(appointment.startsAt());
    }

    boolean begun(Instant now) {
        return !now.isBefore(appointment.startsAt());
    }

    /** What was said about the old time does not hold for the new one. */
    Interview moved(Appointment to) {
        return new Interview(id, uid, sequence + 1, to, status, scheduledAt, null, null);
    }

    Interview cancelled() {
        return new Interview(id, uid, sequence + 1, appointment, Status.CANCELLED, scheduledAt, noticeGivenAt, null);
    }

    Interview noticed(Instant now) {
        return new Interview(id, uid, sequence, appointment, status, scheduledAt, now, null);
    }

    Interview held(Outcome with) {
        return new Interview(id, uid, sequence, appointment, Status.HELD, scheduledAt, noticeGivenAt, with);
    }

    Interview missed() {
        return new Interview(id, uid, sequence, appointment, Status.MISSED, scheduledAt, noticeGivenAt, null);
    }
}
