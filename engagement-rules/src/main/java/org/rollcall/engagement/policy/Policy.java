package org.rollcall.engagement.policy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * One version of the policy. It assesses the weeks whose Monday lies on or after the day it comes into force, until a
 * later version does.
 *
 * @param weekClosesAfter how long after its end a week closes; one delay for all, since a week closes for everybody
 * @param exceptions the programmes with rules of their own; the first entry that matches a programme decides
 */
public record Policy(
        String version, LocalDate inForceFrom, Duration weekClosesAfter, Rules rules, List<ProgrammeRules> exceptions) {

    public Policy {
        exceptions = List.copyOf(exceptions);
        if (weekClosesAfter.isNegative()) {
            throw new IllegalArgumentException("a week cannot close before its end");
        }
    }

    /** The same policy, in force from another day on. */
    public Policy inForceSince(LocalDate day) {
        return new Policy(version, day, weekClosesAfter, rules, exceptions);
    }

    /** The rules for the students of that programme. */
    public Rules rulesFor(String programmeCode) {
        for (var exception : exceptions) {
            if (exception.programmes().matches(programmeCode)) {
                return exception.rules();
            }
        }
        return rules;
    }
}
