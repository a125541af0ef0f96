package org.rollcall.notification.life;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * When an e-mail that the mail server did not take is tried again: after a minute, then after twice as long each time
 * until it is eight hours, eighteen tries in all over three days. Up to a tenth is added to each pause, so that what
 * failed together does not come back together.
 */
public final class BackOff {

    /** The last try; when it fails a person is needed. */
    public static final int TRIES = 18;

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(8);
    private static final int DOUBLINGS_TO_LONGEST = 9;
    private static final double JITTER = 0.1;

    private BackOff() {}

    /**
     * How long to wait after a try.
     *
     * @param attempt the try that failed, counted from 1
     * @param email decides the jitter, so that the answer is the same whenever it is asked
     * @return empty after the last try
     */
    public static Optional<Duration> after(int attempt, UUID email) {
        if (attempt >= TRIES) {
            return Optional.empty();
        }
        var pause = attempt > DOUBLINGS_TO_LONGEST ? LONGEST : FIRST.multipliedBy(1L << (attempt - 1));
        var drawn = new SplittableRandom(email.getMostSignificantBits() ^ email.getLeastSignificantBits() ^ attempt);
        return Optional.of(pause.plusMillis((long) (pause.toMillis() * JITTER * drawn.nextDouble())));
    }
}
