package org.rollcall.attendance.programme;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Listens to {@code programme.records}. */
@ApplicationScoped
class ProgrammeListener {

    private final Consumption consumption;
    private final Programmes programmes;

    ProgrammeListener(Consumption consumption, Programmes programmes) {
        this.consumption = consumption;
        this.programmes = programmes;
    }

    @Incoming("programmes")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.PROGRAMMES, programmes::take);
    }
}
