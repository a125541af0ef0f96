package org.rollcall.notification.mailing;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.privacy.LegalHolds;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.AppealEvent.AppealAcknowledged;
import org.rollcall.contracts.AppealEvent.AppealNotUpheld;
import org.rollcall.contracts.AppealEvent.AppealReceived;
import org.rollcall.contracts.AppealEvent.AppealRejectedAsLate;
import org.rollcall.contracts.AppealEvent.AppealUpheld;
import org.rollcall.contracts.AppealEvent.CompletionOfProceduresIssued;
import org.rollcall.contracts.AppealEvent.InvestigationStarted;
import org.rollcall.contracts.Topics;
import org.rollcall.notification.email.Emails;
import org.rollcall.notification.email.Emails.Asked;
import org.rollcall.notification.life.EmailKey;
import org.rollcall.notification.life.Mailing;

/**
 * Asks for the e-mails that go with an appeal. How it ended is told with its letter and not before: so the end is noted
 * when it is decided, and mailed when the letter is issued.
 */
@ApplicationScoped
class AppealMails {

    private final Consumption consumption;
    private final AppealOutcomes outcomes;
    private final Emails emails;
    private final LegalHolds holds;

    AppealMails(Consumption consumption, AppealOutcomes outcomes, Emails emails, LegalHolds holds) {
        this.consumption = consumption;
        this.outcomes = outcomes;
        this.emails = emails;
        this.holds = holds;
    }

    @Incoming("appeals")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.once(records, Topics.APPEALS, this::on);
    }

    private void on(Delivery<AppealEvent> delivery) {
        holds.hearAppeals(List.of(delivery));
        switch (delivery.event()) {
            case AppealReceived received -> ask(delivery, Mailings.of(received));
            case AppealUpheld upheld -> outcomes.note(upheld.appealId(), AppealOutcome.UPHELD);
            case AppealNotUpheld notUpheld -> outcomes.note(notUpheld.appealId(), AppealOutcome.NOT_UPHELD);
            case AppealRejectedAsLate late -> outcomes.note(late.appealId(), AppealOutcome.REJECTED_AS_LATE);
            // The order of a student's events is kept, so an end that is not known was never told: quarantined.
            case CompletionOfProceduresIssued issued ->
                ask(
                        delivery,
                        Mailings.of(outcomes.of(issued.appealId())
                                .orElseThrow(() -> new IllegalStateException(
                                        "The letter of appeal %s came before its end".formatted(issued.appealId())))));
            // The acknowledgement is the mail that AppealReceived brings; an investigation is the office's own affair.
            case AppealAcknowledged acknowledged -> {}
            case InvestigationStarted started -> {}
        }
    }

    private void ask(Delivery<AppealEvent> delivery, List<Mailing> mailings) {
        var event = delivery.event();
        for (var mailing : mailings) {
            emails.ask(Asked.because(
                    new EmailKey(delivery.eventId(), 1, mailing), event, event.studentId(), null, delivery.trace()));
        }
    }
}
