package org.rollcall.chassis.time;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.problem.Problems;

/** The service's clock, for those who live a story by hand and for tests. */
@PermitAll
@Path("/dev/clock")
@Produces(MediaType.APPLICATION_JSON)
class ClockResource {

    private final InstantSource clock;
    private final Ticker ticker;

    ClockResource(InstantSource clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    @GET
    public Reading read() {
        return new Reading(clock.instant(), clock instanceof AdjustableClock, ticker.nextDue());
    }

    /** Sets the clock forward. Setting it where it stands is allowed, so that the call can be repeated. */
    @PUT
    public Reading set(Setting setting) {
        var to = setting.now();
        if (to == null) {
            throw Problems.badRequest("/now", "is missing: an RFC 3339 instant");
        }
        if (!(clock instanceof AdjustableClock adjustable)) {
            throw Problems.conflict("clock-not-adjustable", "This service runs on the system's clock");
        }
        if (to.isBefore(adjustable.instant())) {
            throw Problems.conflict(
                    "clock-would-go-back",
                    "The clock stands at %s: what was done by then stays done".formatted(clock.instant()));
        }
        adjustable.set(to);
        ticker.wake();
        return read();
    }

    /** Where the clock is to stand. */
    @RegisterForReflection
    record Setting(@Nullable Instant now) {}

    /**
     * Where it stands.
     *
     * @param nextDue when scheduled work falls due next; null when none is planned
     */
    record Reading(
            Instant now, boolean adjustable, @Nullable Instant nextDue) {}
}
