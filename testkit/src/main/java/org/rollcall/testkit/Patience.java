package org.rollcall.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long a test waits for what has to come. It is no measure of speed: a machine that builds three modules at once may
 * be slow to give a consumer its partitions, and a test that waits in vain fails all the same.
 */
public final class Patience {

    private static final Duration LONG = Duration.ofSeconds(60);

    private Patience() {}

    /** Waits a minute at most. */
    public static ConditionFactory patiently() {
        return Awaitility.await().atMost(LONG);
    }
}
