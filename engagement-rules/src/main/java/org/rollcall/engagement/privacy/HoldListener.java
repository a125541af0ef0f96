package org.rollcall.engagement.privacy;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.chassis.privacy.LegalHolds;
import org.rollcall.contracts.Topics;

/** Hears of cases and appeals, for nothing but this: what a student's case may rest on is not let go while it is open. */
@ApplicationScoped
class HoldListener {

    private final Consumption consumption;
    private final LegalHolds holds;

    HoldListener(Consumption consumption, LegalHolds holds) {
        this.consumption = consumption;
        this.holds = holds;
    }

    @Incoming("cases")
    @Blocking
    void onCases(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.CASES, deliveries -> {
            holds.hearCases(deliveries);
            return List.of();
        });
    }

    @Incoming("appeals")
    @Blocking
    void onAppeals(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.APPEALS, deliveries -> {
            holds.hearAppeals(deliveries);
            return List.of();
        });
    }
}
