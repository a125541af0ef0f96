package org.rollcall.attendance.record;

/** A record as a swipe found it on its way, without its evidence. */
public record Found(RecordKey key, SessionNow session, Said said) {

    Current unchanged() {
        return new Current(session.saying(key, said.standing(), said.revision()), false);
    }
}
