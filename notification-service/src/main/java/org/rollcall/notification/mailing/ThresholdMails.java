package org.rollcall.notification.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.contracts.ThresholdEvent;
import org.rollcall.contracts.ThresholdReached;
import org.rollcall.contracts.ThresholdRescinded;
import org.rollcall.notification.email.EmailRow;
import org.rollcall.notification.email.Emails;
import org.rollcall.notification.email.Emails.Asked;
import org.rollcall.notification.life.Correspondence;
import org.rollcall.notification.life.Correspondence.Next;
import org.rollcall.notification.life.EmailKey;
import org.rollcall.notification.life.EmailState.Pending;

/** Asks for the e-mails that a step of the policy calls for, and takes back those that it no longer does. */
@ApplicationScoped
class ThresholdMails {

    private final Raises raises;
    private final Emails emails;
    private final InstantSource clock;

    ThresholdMails(Raises raises, Emails emails, InstantSource clock) {
        this.raises = raises;
        this.emails = emails;
        this.clock = clock;
    }

    /** Acts on what was said of steps, in its order. */
    void on(List<Delivery<ThresholdEvent>> deliveries) {
        var together = new LinkedHashMap<String, Delivery<ThresholdEvent>>();
        for (var delivery : deliveries) {
            if (together.containsKey(delivery.event().thresholdId())) {
                onEach(together.values());
                together.clear();
            }
            together.put(delivery.event().thresholdId(), delivery);
        }
        onEach(together.values());
    }

    /** Of no raise is more than one word among them. */
    private void onEach(Collection<Delivery<ThresholdEvent>> deliveries) {
        var words = raises.note(deliveries.stream().map(Delivery::event).toList());
        var asked = new ArrayList<Asked>();
        for (var delivery : deliveries) {
            var thresholdId = delivery.event().thresholdId();
            switch (Objects.requireNonNull(words.get(thresholdId))) {
                case FIRST -> follow(List.of(), delivery, asked);
                case NEXT -> follow(emails.ofRaise(thresholdId), delivery, asked);
                case LATE -> {}
            }
        }
        emails.ask(asked);
    }

    private void follow(List<EmailRow> mails, Delivery<ThresholdEvent> delivery, List<Asked> asked) {
        var correspondence =
                new Correspondence(mails.stream().map(EmailRow::written).toList());
        switch (delivery.event()) {
            case ThresholdReached reached ->
                follow(
                        correspondence.reached(Mailings.of(reached)),
                        mails,
                        delivery,
                        "the step is reached again",
                        asked);
            case ThresholdRescinded rescinded ->
                follow(
                        correspondence.rescinded(Mailings.of(rescinded)),
                        mails,
                        delivery,
                        "the step is not reached any more: " + rescinded.reason(),
                        asked);
        }
    }

    private void follow(
            Next next, List<EmailRow> mails, Delivery<ThresholdEvent> delivery, String why, List<Asked> asked) {
        var event = delivery.event();
        for (var mail : mails) {
            if (next.withdraw().contains(mail.id) && mail.state() instanceof Pending pending) {
                emails.move(mail, pending.toWithdrawn(clock.instant(), why));
            }
        }
        for (var request : next.ask()) {
            asked.add(new Asked(
                    new EmailKey(delivery.eventId(), event.revision(), request.mailing()),
                    event,
                    event.studentId(),
                    event.programmeCode(),
                    event.thresholdId(),
                    request.corrects(),
                    event instanceof ThresholdReached ? event.missedWeeks() : List.of(),
                    delivery.trace()));
        }
    }
}
