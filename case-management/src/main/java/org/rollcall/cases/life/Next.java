package org.rollcall.cases.life;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that may follow now, or will once something else has happened.
 *
 * @param about the interview or agreement that the call is about; null where it is about none, or a new one
 * @param hindrance why not yet; empty when it may be made now
 */
public record Next(Call call, @Nullable String about, Optional<Refusal> hindrance) {

    public boolean isOpen() {
        return hindrance.isEmpty();
    }
}
