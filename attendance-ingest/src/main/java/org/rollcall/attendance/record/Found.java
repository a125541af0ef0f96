package org.rollcall.attendance.record;

/** A record as a swipe found it on its way, without its evidence. */
public record Found(RecordKey key, SessionNow session, Said said) {

    /** Whether nobody was seen there yet, nor missed, and the world knows the session as it is now: any swipe makes a line. */
    public boolean isUntouched() {
        return said.isOf(session) && said.isExpected();
    }

    Current unchanged() {
        return new Current(key, session.saying(key, said.standing(), said.revision()), false);
    }
}
