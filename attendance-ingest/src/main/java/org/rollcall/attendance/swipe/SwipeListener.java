package org.rollcall.attendance.swipe;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Listens to {@code attendance.swipes}. */
@ApplicationScoped
class SwipeListener {

    private final Consumption consumption;
    private final SwipeIntake intake;
    private final InstantSource clock;

    SwipeListener(Consumption consumption, SwipeIntake intake, InstantSource clock) {
        this.consumption = consumption;
        this.intake = intake;
        this.clock = clock;
    }

    @Incoming("swipes")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.SWIPES, swipes -> intake.take(swipes, clock.instant()));
    }
}
