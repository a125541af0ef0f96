package org.rollcall.notification.mailing;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Takes what engagement-rules raises and rescinds. What comes twice or late is known by its revision. */
@ApplicationScoped
class ThresholdListener {

    private final Consumption consumption;
    private final ThresholdMails mails;

    ThresholdListener(Consumption consumption, ThresholdMails mails) {
        this.consumption = consumption;
        this.mails = mails;
    }

    @Incoming("thresholds")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.THRESHOLDS, said -> {
            mails.on(said);
            return List.of();
        });
    }
}
