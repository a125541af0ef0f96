package org.rollcall.notification.mailing;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.privacy.LegalHolds;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.email.Emails;
import org.rollcall.notification.email.Emails.Asked;
import org.rollcall.notification.life.EmailKey;

/** Asks for the e-mails that go with what happens in a case. Each event is said once, so the inbox knows a repetition. */
@ApplicationScoped
class CaseMails {

    private final Consumption consumption;
    private final Emails emails;
    private final LegalHolds holds;

    CaseMails(Consumption consumption, Emails emails, LegalHolds holds) {
        this.consumption = consumption;
        this.emails = emails;
        this.holds = holds;
    }

    @Incoming("cases")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.once(records, Topics.CASES, this::on);
    }

    private void on(Delivery<CaseEvent> delivery) {
        holds.hearCases(List.of(delivery));
        var event = delivery.event();
        for (var mailing : Mailings.of(event)) {
            emails.ask(Asked.because(
                    new EmailKey(delivery.eventId(), 1, mailing),
                    event,
                    event.studentId(),
                    event.programmeCode(),
                    delivery.trace()));
        }
    }
}
