package org.rollcall.notification.sessions;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.contracts.TimetableSession;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.people.Latest;

/** Takes what mails need to name a session: its title and room, who was missing, and who was allowed to be. */
@ApplicationScoped
class SessionListener {

    private final Consumption consumption;
    private final Attendance attendance;

    SessionListener(Consumption consumption, Attendance attendance) {
        this.consumption = consumption;
        this.attendance = attendance;
    }

    @Incoming("sessions")
    @Blocking
    void onSessions(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.SESSIONS, deliveries -> {
            attendance.takeSessions(Latest.of(deliveries, TimetableSession::sessionId));
            return List.of();
        });
    }

    @Incoming("records")
    @Blocking
    void onRecords(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.RECORDS, deliveries -> {
            attendance.takeRecords(deliveries.stream().map(Delivery::event).toList());
            return List.of();
        });
    }

    @Incoming("absences")
    @Blocking
    void onAbsences(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.ABSENCES, deliveries -> {
            attendance.takeAbsences(deliveries.stream().map(Delivery::event).toList());
            return List.of();
        });
    }
}
