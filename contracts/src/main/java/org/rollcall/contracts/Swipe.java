package org.rollcall.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A card was held to a reader. It is identified by card, reader and instant, so the same swipe sent twice is one.
 *
 * @param readerId null where no reader is named: the room stands for it
 */
@Payload
public record Swipe(
        @Id String cardNumber,
        @Id String room,
        @Nullable @Id String readerId,
        Instant swipedAt) {

    public Swipe {
        Check.id("cardNumber", cardNumber);
        Check.id("room", room);
        Check.optionalId("readerId", readerId);
        Check.instant("swipedAt", swipedAt);
    }
}
