package org.rollcall.chassis.quarantine;

/** A service that has something to tell or to count when a record is set aside. */
public interface QuarantineObserver {

    /** Called in the transaction that sets the record aside, once per record. */
    void quarantined(Quarantined record);
}
