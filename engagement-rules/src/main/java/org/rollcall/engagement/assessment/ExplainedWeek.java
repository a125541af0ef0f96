package org.rollcall.engagement.assessment;

import java.util.List;

/**
 * A closed week with all its sessions, those that do not matter included.
 *
 * @param counted whether it is one of the missed weeks by which the step is reached
 */
public record ExplainedWeek(AssessedWeek week, boolean counted, List<ExplainedSession> sessions) {

    public ExplainedWeek {
        sessions = List.copyOf(sessions);
    }
}
