package org.rollcall.engagement.explanation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.rollcall.engagement.assessment.Bearing;
import org.rollcall.engagement.assessment.ExplainedSession;
import org.rollcall.engagement.assessment.ExplainedWeek;
import org.rollcall.engagement.assessment.Explanation;
import org.rollcall.engagement.assessment.Outcome;
import org.rollcall.engagement.assessment.Session;

/**
 * A week as it was when something was said of it.
 *
 * @param counted whether it is one of the missed weeks by which the step was reached
 * @param run missed weeks in the run that is live at its end
 * @param missedInYear missed weeks of the academic year up to its end
 */
record ToldWeek(
        LocalDate weekStarting,
        Outcome outcome,
        boolean counted,
        int run,
        int missedInYear,
        String policyVersion,
        List<ToldSession> sessions) {

    ToldWeek {
        sessions = List.copyOf(sessions);
    }

    /**
     * A session of it.
     *
     * @param revision that of the attendance record which said so
     */
    record ToldSession(
            String sessionId, Instant startsAt, Session.Status status, int revision, Bearing bearing, boolean excused) {

        static ToldSession from(ExplainedSession explained) {
            var session = explained.session();
            return new ToldSession(
                    session.id(),
                    session.startsAt(),
                    session.status(),
                    session.revision(),
                    explained.bearing(),
                    explained.excused());
        }
    }

    static List<ToldWeek> allOf(Explanation explanation) {
        return explanation.weeks().stream().map(ToldWeek::from).toList();
    }

    private static ToldWeek from(ExplainedWeek explained) {
        var week = explained.week();
        return new ToldWeek(
                week.monday(),
                week.outcome(),
                explained.counted(),
                week.standing().run(),
                week.standing().missedInYear(),
                week.policyVersion(),
                explained.sessions().stream().map(ToldSession::from).toList());
    }
}
