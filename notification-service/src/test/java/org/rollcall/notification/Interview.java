package org.rollcall.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.CaseEvent.InterviewCancelled;
import org.rollcall.contracts.CaseEvent.InterviewMissed;
import org.rollcall.contracts.CaseEvent.InterviewRescheduled;
import org.rollcall.contracts.CaseEvent.InterviewScheduled;

/** An interview as case-management tells of it: {@code Interview.of("S1").scheduled()}. */
public record Interview(
        String studentId,
        Instant startsAt,
        @Nullable String location,
        @Nullable String joinUrl,
        String interviewer,
        int sequence) {

    private static final String YEAR = "2026/27";
    private static final Instant ARRANGED_AT = Instant.parse("2026-11-09T09:15:00Z");

    /** On a winter's afternoon in the Programme Leader's room. */
    public static Interview of(String studentId) {
        return new Interview(studentId, Instant.parse("2026-11-17T14:00:00Z"), "JP-212", null, "p.marsh", 0);
    }

    public Interview at(Instant start) {
        return new Interview(studentId, start, location, joinUrl, interviewer, sequence);
    }

    public Interview online(String address) {
        return new Interview(studentId, startsAt, null, address, interviewer, sequence);
    }

    public Interview heldBy(String person) {
        return new Interview(studentId, startsAt, location, joinUrl, person, sequence);
    }

    /** The same, changed once more. */
    public Interview again() {
        return new Interview(studentId, startsAt, location, joinUrl, interviewer, sequence + 1);
    }

    public String uid() {
        return "interview-" + studentId + "@rollcall.example";
    }

    public InterviewScheduled scheduled() {
        return new InterviewScheduled(
                "C-" + studentId,
                studentId,
                Raise.PROGRAMME,
                YEAR,
                ARRANGED_AT,
                "fet-admin",
                "I-" + studentId,
                startsAt,
                endsAt(),
                location,
                joinUrl,
                interviewer,
                uid(),
                sequence);
    }

    public InterviewRescheduled rescheduled() {
        return new InterviewRescheduled(
                "C-" + studentId,
                studentId,
                Raise.PROGRAMME,
                YEAR,
                ARRANGED_AT,
                "fet-admin",
                "I-" + studentId,
                startsAt,
                endsAt(),
                location,
                joinUrl,
                interviewer,
                uid(),
                sequence);
    }

    public InterviewCancelled cancelled() {
        return new InterviewCancelled(
                "C-" + studentId,
                studentId,
                Raise.PROGRAMME,
                YEAR,
                ARRANGED_AT,
                "fet-admin",
                "I-" + studentId,
                startsAt,
                endsAt(),
                location,
                joinUrl,
                interviewer,
                uid(),
                sequence);
    }

    public InterviewMissed missed() {
        return new InterviewMissed(
                "C-" + studentId,
                studentId,
                Raise.PROGRAMME,
                YEAR,
                endsAt(),
                "p.marsh",
                "I-" + studentId,
                startsAt,
                endsAt(),
                location,
                joinUrl,
                interviewer,
                uid(),
                sequence);
    }

    private Instant endsAt() {
        return startsAt.plus(Duration.ofMinutes(30));
    }
}
