package org.rollcall.engagement.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that is known today of one student, and all that the assessment looks at.
 *
 * @param sessions in the order in which they start, whatever the order they were given in
 * @param absences the days for which an absence is authorised
 * @param counted the weeks that need not be counted again, so that their sessions are left out
 */
public record History(
        String programmeCode,
        int level,
        List<Enrolment> enrolments,
        List<Days> absences,
        List<Session> sessions,
        CountedWeeks counted) {

    public History {
        enrolments = List.copyOf(enrolments);
        absences = List.copyOf(absences);
        var byStart = new ArrayList<>(sessions);
        byStart.sort(Comparator.comparing(Session::startsAt));
        sessions = List.copyOf(byStart);
    }

    /** A whole history: with the sessions of all weeks. */
    public History(
            String programmeCode, int level, List<Enrolment> enrolments, List<Days> absences, List<Session> sessions) {
        this(programmeCode, level, enrolments, absences, sessions, CountedWeeks.NONE);
    }

    /** Whether the sessions of all weeks are here, so that what was found can be explained. */
    public boolean isWhole() {
        return counted.byMonday().isEmpty();
    }
}
