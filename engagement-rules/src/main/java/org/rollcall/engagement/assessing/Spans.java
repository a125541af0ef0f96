package org.rollcall.engagement.assessing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.rollcall.engagement.assessment.ClosedWeeks;
import org.rollcall.engagement.week.ClosedSpan;

/** The closed weeks from where an assessment begins, made once for all students whose begins there. */
record Spans(ClosedSpan closed, Map<LocalDate, ClosedWeeks> byStart) {

    Spans(ClosedSpan closed) {
        this(closed, new HashMap<>());
    }

    /** From the first week that an assessment of everything since that day begins with. */
    ClosedWeeks since(LocalDate day) {
        return from(closed.startFor(day));
    }

    ClosedWeeks from(LocalDate monday) {
        return byStart.computeIfAbsent(monday, start -> ClosedWeeks.between(start, closed.latest()));
    }
}
