package org.rollcall.engagement.policy;

/** What a wholly excused week does to a run; clause 5 speaks of weeks <em>without</em> explanation. */
public enum ExcusedWeeks {
    /** It ends the run, as an attended week does. */
    END_RUN,
    /** It leaves the run as it is. */
    NEUTRAL
}
