package org.rollcall.engagement.attendance;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Listens to {@code attendance.records}. */
@ApplicationScoped
class AttendanceListener {

    private final Consumption consumption;
    private final AttendanceFacts facts;

    AttendanceListener(Consumption consumption, AttendanceFacts facts) {
        this.consumption = consumption;
        this.facts = facts;
    }

    @Incoming("records")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.RECORDS, facts::take);
    }
}
