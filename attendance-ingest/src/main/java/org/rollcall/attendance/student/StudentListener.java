package org.rollcall.attendance.student;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Listens to {@code student.records}. */
@ApplicationScoped
class StudentListener {

    private final Consumption consumption;
    private final Students students;

    StudentListener(Consumption consumption, Students students) {
        this.consumption = consumption;
        this.students = students;
    }

    @Incoming("students")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.STUDENTS, students::take);
    }
}
