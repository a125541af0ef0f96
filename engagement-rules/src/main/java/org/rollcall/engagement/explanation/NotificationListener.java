package org.rollcall.engagement.explanation;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.contracts.Topics;

/** Listens to {@code notification.events}. */
@ApplicationScoped
class NotificationListener {

    private final Consumption consumption;
    private final ThresholdMails mails;

    NotificationListener(Consumption consumption, ThresholdMails mails) {
        this.consumption = consumption;
        this.mails = mails;
    }

    @Incoming("mails")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        consumption.batch(records, Topics.NOTIFICATIONS, mails::take);
    }
}
