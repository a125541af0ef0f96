package org.rollcall.chassis.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.event.KafkaPublisher;
import org.rollcall.chassis.outbox.OutboxRelay.BrokerAway;

/**
 * Keeps the relay running: woken when a row is committed here, and looking by itself now and then for what an instance that
 * died has left, or one that stopped.
 */
@ApplicationScoped
public class OutboxRelayLoop {

    private static final Logger LOG = Logger.getLogger(OutboxRelayLoop.class);
    private static final int BATCH_SIZE = 1_000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final OutboxBell bell;
    private final OutboxRelay relay;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    OutboxRelayLoop(DataSource database, KafkaPublisher publisher, OutboxBell bell, InstantSource clock) {
        this.bell = bell;
        this.relay = new OutboxRelay(database, publisher, clock, BATCH_SIZE);
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.join(Duration.ofSeconds(15));
        }
    }

    private void run() {
        var pause = Duration.ZERO;
        while (!stopping) {
            try {
                bell.silence();
                if (relay.relayAll() == 0) {
                    bell.await(POLL);
                }
                pause = Duration.ZERO;
            } catch (BrokerAway | SQLException | RuntimeException e) {
                pause = longer(pause);
                LOG.warnf("Outbox: %s; trying again in %d ms", e.getMessage(), pause.toMillis());
                sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Duration longer(Duration pause) {
        var next = pause.isZero() ? Duration.ofMillis(100) : pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
