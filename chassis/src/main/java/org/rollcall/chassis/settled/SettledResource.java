package org.rollcall.chassis.settled;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.chassis.consumption.ConsumerLag;
import org.rollcall.chassis.outbox.OutboxState;
import org.rollcall.chassis.time.Ticker;

/** Whether the service has nothing left to consume, to relay or to do at its present time. */
@PermitAll
@Path("/dev/settled")
@Produces(MediaType.APPLICATION_JSON)
class SettledResource {

    private final ConsumerLag lag;
    private final OutboxState outbox;
    private final Ticker ticker;
    private final InstantSource clock;

    SettledResource(ConsumerLag lag, OutboxState outbox, Ticker ticker, InstantSource clock) {
        this.lag = lag;
        this.outbox = outbox;
        this.ticker = ticker;
        this.clock = clock;
    }

    @GET
    public Settled settled() {
        var now = clock.instant();
        var waitingFor = new ArrayList<String>();
        var consumed = lag.measure();
        consumed.behind().forEach((topic, records) -> {
            if (records > 0) {
                waitingFor.add("%d records of %s".formatted(records, topic));
            }
        });
        // After the lag: what was consumed by then has left its rows, and the newest of them is in the fingerprint.
        waitingFor.addAll(ticker.overdue());
        var unpublished = outbox.unpublished();
        if (unpublished > 0) {
            waitingFor.add("%d outbox rows".formatted(unpublished));
        }
        return new Settled(
                waitingFor.isEmpty(), now, "%d-%d".formatted(consumed.end(), outbox.newest()), List.copyOf(waitingFor));
    }

    /**
     * The answer.
     *
     * @param fingerprint changes with everything that arrives or leaves: the suite is settled when all services say so
     *     twice with the same fingerprints
     */
    record Settled(boolean settled, Instant now, String fingerprint, List<String> waitingFor) {}
}
