package org.rollcall.engagement.assessment;

/** What a week was for one student (docs/policy.md, "Week outcome"). */
public enum Outcome {
    /** At least one session was attended, or the programme's minimum share of them. */
    ATTENDED,
    /** None was attended, and at least one was an unexcused absence. */
    MISSED,
    /** None was attended, and what could be held against the student was never recorded. */
    UNKNOWN,
    /** None was attended, and every one was excused. */
    EXCUSED,
    /** There was no session to attend (clause 2). */
    NOT_MONITORED
}
