package org.rollcall.engagement.absence;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Listens to {@code absence.authorisations}. */
@ApplicationScoped
class AbsenceListener {

    private final Consumption consumption;
    private final Absences absences;

    AbsenceListener(Consumption consumption, Absences absences) {
        this.consumption = consumption;
        this.absences = absences;
    }

    @Incoming("absences")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.ABSENCES, absences::take);
    }
}
