package org.rollcall.attendance.account;

/** What became of a record when it was delivered first. */
public enum Outcome {
    TAKEN,
    /** It is kept, and waits for the card, the session or the place on it that it belongs to. */
    UNMATCHED,
    /** It says what an earlier record said. */
    REPEATED
}
