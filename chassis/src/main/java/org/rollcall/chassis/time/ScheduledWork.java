package org.rollcall.chassis.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that falls due by the clock: closing a week, trying a mail again. A bean of this type is called in real time and
 * acts on the clock's time, so that it catches up after downtime and keeps step with an adjusted clock.
 */
public interface ScheduledWork {

    /** What it is, for logs and for whoever waits. */
    String name();

    /**
     * Does a piece of what is due. It manages its own transactions and may run in several instances at once.
     *
     * @return whether it did something, and is to be called again at once
     */
    boolean runDue(Instant now);

    /** When the next piece falls due, which may be in the past; null when nothing is planned. */
    @Nullable
    Instant nextDue(Instant now);
}
