package org.rollcall.local;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clocks of the services; each answer is empty while its service does not answer. */
interface Clocks {

    /** Where a service's clock stands, and when its next work falls due. */
    record Reading(Instant now, @Nullable Instant nextDue) {}

    Optional<Reading> clock(Service service);

    /**
     * Sets a clock.
     *
     * @throws Refusal when the service does not let its clock be set so
     */
    Optional<Reading> setClock(Service service, Instant to);
}
