package org.rollcall.cases.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.life.Interview;

/**
 * An interview.
 *
 * @param uid the invitation's iCalendar UID
 * @param sequence the invitation's iCalendar SEQUENCE
 * @param priorNotice whether it was recorded before the start that the student cannot come (clause 7)
 * @param outcome null until it was held
 */
public record InterviewView(
        String interviewId,
        Interview.Status status,
        Instant startsAt,
        Instant endsAt,
        @Nullable String location,
        @Nullable String joinUrl,
        String interviewer,
        String uid,
        int sequence,
        boolean shortNoticeAgreed,
        Instant scheduledAt,
        @Nullable Instant noticeGivenAt,
        boolean priorNotice,
        Interview.@Nullable Outcome outcome) {

    public static InterviewView from(Interview interview) {
        var appointment = interview.appointment();
        return new InterviewView(
                interview.id().value(),
                interview.status(),
                appointment.startsAt(),
                appointment.endsAt(),
                appointment.location(),
                appointment.joinUrl(),
                appointment.interviewer(),
                interview.uid(),
                interview.sequence(),
                appointment.shortNoticeAgreed(),
                interview.scheduledAt(),
                interview.noticeGivenAt(),
                interview.priorNoticeGiven(),
                interview.outcome());
    }
}
