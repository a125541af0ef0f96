package org.rollcall.cases.directory;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Hears of students and programmes. */
@ApplicationScoped
class DirectoryListener {

    private final Consumption consumption;
    private final Students students;
    private final Programmes programmes;

    DirectoryListener(Consumption consumption, Students students, Programmes programmes) {
        this.consumption = consumption;
        this.students = students;
        this.programmes = programmes;
    }

    @Incoming("students")
    @Blocking
    void onStudents(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.STUDENTS, deliveries -> {
            students.take(deliveries);
            return List.of();
        });
    }

    @Incoming("programmes")
    @Blocking
    void onProgrammes(ConsumerRecords<String, byte[]> records) {
        consumption.each(records, Topics.PROGRAMMES, programmes::take);
    }
}
