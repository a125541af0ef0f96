package org.rollcall.attendance.timetable;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Listens to {@code timetable.sessions}. */
@ApplicationScoped
class SessionListener {

    private final Consumption consumption;
    private final SessionIntake intake;
    private final InstantSource clock;

    SessionListener(Consumption consumption, SessionIntake intake, InstantSource clock) {
        this.consumption = consumption;
        this.intake = intake;
        this.clock = clock;
    }

    @Incoming("sessions")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.SESSIONS, sessions -> intake.take(sessions, clock.instant()));
    }
}
