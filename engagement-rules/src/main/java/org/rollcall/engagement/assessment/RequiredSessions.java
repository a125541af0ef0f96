package org.rollcall.engagement.assessment;

import java.time.Instant;
import java.util.List;

/** The sessions that a student's weeks depend on, counted week by week in one pass over the history. */
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
            if (week.contains(session.startsAt()) && isRequired(session)) {
                tally.add(session.status(), isExcused(session));
            }
        }
        return tally;
    }

    /** Compulsory, not cancelled, and held while the student was enrolled. */
    private boolean isRequired(Session session) {
        return session.compulsory()
                && session.status() != Session.Status.CANCELLED
                && anyCovers(enrolled, session.startsAt());
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
