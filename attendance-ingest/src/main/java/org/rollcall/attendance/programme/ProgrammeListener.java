package org.rollcall.attendance.programme;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/**
 * Listens to {@code programme.records}. No record depends on a programme; but this service is the one that answers for
 * what other systems publish, so a programme that cannot be used is refused here like anything else.
 */
@ApplicationScoped
class ProgrammeListener {

    private final Consumption consumption;

    ProgrammeListener(Consumption consumption) {
        this.consumption = consumption;
    }

    @Incoming("programmes")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.each(records, Topics.PROGRAMMES, _ -> {});
    }
}
