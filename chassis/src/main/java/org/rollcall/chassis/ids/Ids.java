package org.rollcall.chassis.ids;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Makes ids. The cores are given theirs; nothing else in the suite draws random numbers. */
@ApplicationScoped
public class Ids {

    private final SecureRandom random = new SecureRandom();

    /** A new UUID of version 7: random, yet in the order of making, which indexes like. */
    public UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** So many random bytes, in hexadecimal. */
    public String hex(int bytes) {
        return hex(bytes, random);
    }

    /** As {@link #hex(int)}, for the steps of a trace: nobody gains anything by guessing them, and there are many. */
    public String ofTrace(int bytes) {
        return hex(bytes, ThreadLocalRandom.current());
    }

    private static String hex(int bytes, RandomGenerator random) {
        var drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
