package org.rollcall.engagement.assessment;

import java.time.LocalDate;
import java.util.Optional;
import org.rollcall.engagement.policy.Rules;
import org.rollcall.engagement.policy.Step;

/**
 * A closed week of one student: its outcome, the sessions it rests on, where the student stands at its end, and the
 * policy it was assessed by.
 */
public record AssessedWeek(
        Week week, Outcome outcome, SessionCount sessions, Standing standing, String policyVersion, Rules rules) {

    public LocalDate monday() {
        return week.monday();
    }

    /** The step of that name, if the student has reached it as of this week; the week itself need not be a missed one. */
    Optional<Step> reached(String step) {
        return rules.ladder().step(step).filter(standing::reaches);
    }
}
