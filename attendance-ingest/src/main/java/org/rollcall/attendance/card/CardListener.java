package org.rollcall.attendance.card;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Listens to {@code student.cards}. */
@ApplicationScoped
class CardListener {

    private final Consumption consumption;
    private final CardIntake intake;
    private final InstantSource clock;

    CardListener(Consumption consumption, CardIntake intake, InstantSource clock) {
        this.consumption = consumption;
        this.intake = intake;
        this.clock = clock;
    }

    @Incoming("cards")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.CARDS, cards -> intake.take(cards, clock.instant()));
    }
}
