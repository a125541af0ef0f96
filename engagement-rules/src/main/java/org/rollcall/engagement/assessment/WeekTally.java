package org.rollcall.engagement.assessment;

import org.rollcall.engagement.policy.Rules;
import org.rollcall.engagement.policy.UnknownWeek;

/** Counts the required sessions of one week, and draws its outcome from the counts (docs/policy.md, "Week outcome"). */
final class WeekTally {

    private int required;
    private int attended;
    private int late;
    private int excused;
    private int unrecorded;
    private int unexcusedAbsent;
    private int unexcusedUnrecorded;

    void add(Bearing bearing, boolean isExcused) {
        if (!bearing.isRequired()) {
            return;
        }
        required++;
        excused += isExcused ? 1 : 0;
        var unexcused = isExcused ? 0 : 1;
        switch (bearing) {
            case ATTENDED -> attended++;
            case ATTENDED_LATE -> {
                attended++;
                late++;
            }
            case ABSENT -> unexcusedAbsent += unexcused;
            case UNRECORDED -> {
                unrecorded++;
                unexcusedUnrecorded += unexcused;
            }
            case NOT_COMPULSORY, CANCELLED, NOT_ENROLLED -> {}
        }
    }

    CountedWeek counted(Rules rules, String policyVersion) {
        return new CountedWeek(
                outcome(rules), new SessionCount(required, attended, late, excused, unrecorded), policyVersion);
    }

    /** Clauses 2 to 5 ask what a week was: the first of these that holds. */
    private Outcome outcome(Rules rules) {
        if (required == 0) {
            return Outcome.NOT_MONITORED;
        }
        if (isAttended(rules.minimumSharePercent())) {
            return Outcome.ATTENDED;
        }
        if (isUnknown(rules.unknownWeek())) {
            return Outcome.UNKNOWN;
        }
        return unexcusedAbsent >= 1 ? Outcome.MISSED : Outcome.EXCUSED;
    }

    /**
     * At least one session attended and, where a programme sets a minimum share, that share of those attended or missed
     * without excuse: what was excused or never recorded is not held against a student.
     */
    private boolean isAttended(int minimumSharePercent) {
        return attended >= 1 && attended * 100 >= minimumSharePercent * (attended + unexcusedAbsent);
    }

    /** A session without a record may have been attended; how much such doubt weighs is for the policy to say. */
    private boolean isUnknown(UnknownWeek unknownWeek) {
        return switch (unknownWeek) {
            case NOTHING_RECORDED -> unexcusedUnrecorded >= 1 && unexcusedAbsent == 0;
            case ANYTHING_UNRECORDED -> unexcusedUnrecorded >= 1;
        };
    }
}
