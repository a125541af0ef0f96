package org.rollcall.chassis.ids;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

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
        var drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
