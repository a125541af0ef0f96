package org.rollcall.cases.file;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.rollcall.chassis.consumption.Consumption;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.privacy.LegalHolds;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

/** Hears of thresholds, weeks, e-mails and appeals. */
@ApplicationScoped
class CaseListener {

    private final Consumption consumption;
    private final Intake intake;
    private final LegalHolds holds;

    CaseListener(Consumption consumption, Intake intake, LegalHolds holds) {
        this.consumption = consumption;
        this.intake = intake;
        this.holds = holds;
    }

    @Incoming("thresholds")
    @Blocking
    void onThresholds(ConsumerRecords<String, byte[]> records) {
        consume(records, Topics.THRESHOLDS, intake::takeThresholds);
    }

    @Incoming("weeks")
    @Blocking
    void onWeeks(ConsumerRecords<String, byte[]> records) {
        consume(records, Topics.WEEKS, intake::takeWeeks);
    }

    @Incoming("notifications")
    @Blocking
    void onNotifications(ConsumerRecords<String, byte[]> records) {
        consume(records, Topics.NOTIFICATIONS, intake::takeNotifications);
    }

    @Incoming("appeals")
    @Blocking
    void onAppeals(ConsumerRecords<String, byte[]> records) {
        consume(records, Topics.APPEALS, deliveries -> {
            holds.hearAppeals(deliveries);
            intake.takeAppeals(deliveries);
        });
    }

    /** By the batch, because the students of a batch are locked together; what is told leaves through the outbox. */
    private <E> void consume(
            ConsumerRecords<String, byte[]> records, Topic<E> topic, Consumer<List<Delivery<E>>> taking) {
        consumption.batch(records, topic, deliveries -> {
            taking.accept(deliveries);
            return List.of();
        });
    }
}
