package org.rollcall.attendance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The numbers of the rules, as the university sets them. */
@ConfigMapping(prefix = "rollcall.attendance")
public interface AttendanceSettings {

    /** How long before a session's start a swipe counts for it; it counts until the end. */
    @WithDefault("PT15M")
    Duration opensBefore();

    /** How long after the start a swipe is still PRESENT; later it is LATE. */
    @WithDefault("PT10M")
    Duration lateAfter();

    /** How long after its end a session closes. */
    @WithDefault("PT24H")
    Duration closesAfter();

    /** How many sessions are closed in one transaction. */
    @WithDefault("100")
    int closedAtOnce();
}
