package org.rollcall.engagement.assessment;

import java.time.Instant;
import java.util.List;

/** Which of a student's sessions weeks depend on, and how; counted week by week in one pass over the history. */
final class RequiredSessions {

    private final List<Session> sessions;
    private final List<Days.Span> enrolled;
    private final List<Days.Span> excused;
    private int next;

    RequiredSessions(History history) {
        sessions = history.sessions();
        enrolled = history.enrolments().stream()
                .filter(enrolment -> enrolment.status() == Enrolment.Status.ENROLLED)
                .map(enrolment -> enrolment.days().inLondon())
                .toList();
        excused = history.absences().stream().map(Days::inLondon).toList();
    }

    /** Counts the sessions that start in the week; it must be asked for the weeks in their order. */
    WeekTally tally(Week week) {
        var tally = new WeekTally();
        for (; next < sessions.size() && sessions.get(next).startsAt().isBefore(week.end()); next++) {
            var session = sessions.get(next);
            if (!session.startsAt().isBefore(week.start())) {
                tally.add(bearing(session), isExcused(session));
            }
        }
        return tally;
    }

    /** What the sessions that start in the week mean to it, one by one. */
    List<ExplainedSession> explain(Week week) {
        return sessions.stream()
                .filter(session -> week.contains(session.startsAt()))
                .map(session -> new ExplainedSession(session, bearing(session), isExcused(session)))
                .toList();
    }

    /** Required is what is compulsory, not cancelled, and held while the student was enrolled. */
    private Bearing bearing(Session session) {
        if (!session.compulsory()) {
            return Bearing.NOT_COMPULSORY;
        }
        if (session.status() == Session.Status.CANCELLED) {
            return Bearing.CANCELLED;
        }
        if (!anyCovers(enrolled, session.startsAt())) {
            return Bearing.NOT_ENROLLED;
        }
        return switch (session.status()) {
            case PRESENT -> Bearing.ATTENDED;
            case LATE -> Bearing.ATTENDED_LATE;
            case ABSENT -> Bearing.ABSENT;
            case UNRECORDED, EXPECTED -> Bearing.UNRECORDED;
            case CANCELLED -> throw new IllegalStateException("a cancelled session is required of nobody");
        };
    }

    /** An authorised absence covers its start. */
    private boolean isExcused(Session session) {
        return anyCovers(excused, session.startsAt());
    }

    private static boolean anyCovers(List<Days.Span> spans, Instant instant) {
        for (var span : spans) {
            if (span.covers(instant)) {
                return true;
            }
        }
        return false;
    }
}
