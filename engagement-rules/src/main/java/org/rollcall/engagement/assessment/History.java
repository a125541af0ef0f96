package org.rollcall.engagement.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that is known today of one student, and all that the assessment looks at.
 *
 * @param sessions in the order in which they start, whatever the order they were given in
 * @param absences the days for which an absence is authorised
 */
public record History(
        String programmeCode, int level, List<Enrolment> enrolments, List<Days> absences, List<Session> sessions) {

    public History {
        enrolments = List.copyOf(enrolments);
        absences = List.copyOf(absences);
        var byStart = new ArrayList<>(sessions);
        byStart.sort(Comparator.comparing(Session::startsAt));
        sessions = List.copyOf(byStart);
    }
}
