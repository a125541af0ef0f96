package org.rollcall.appeals;

import java.time.Instant;
import java.time.InstantSource;
import org.rollcall.chassis.time.AdjustableClock;

/** The service's clock in a test, which may go back: each test lives in its own time. */
public final class Clocks {

    private Clocks() {}

    /** London's time, as in {@code 2026-11-30T10:00:00}. */
    public static void set(InstantSource clock, String london) {
        set(clock, Story.london(london));
    }

    public static void set(InstantSource clock, Instant now) {
        if (!(clock instanceof AdjustableClock adjustable)) {
            throw new IllegalStateException("The clock of the tests is adjustable");
        }
        adjustable.set(now);
    }
}
