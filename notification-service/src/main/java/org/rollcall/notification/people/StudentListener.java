package org.rollcall.notification.people;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.Topics;

/** Takes student records, and their withdrawal. */
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
        consumption.batch(records, Topics.STUDENTS, deliveries -> {
            students.take(Latest.of(deliveries, StudentRecord::studentId));
            return List.of();
        });
    }
}
