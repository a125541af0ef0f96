package org.rollcall.chassis.consumption;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.EventReader;
import org.rollcall.chassis.event.KafkaPublisher;
import org.rollcall.chassis.event.KafkaPublisher.Sent.Failed;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.inbox.Inbox;
import org.rollcall.chassis.privacy.ErasedStudents;
import org.rollcall.chassis.quarantine.Quarantine;
import org.rollcall.chassis.quarantine.Quarantined;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.Topic;

/**
 * Takes what was polled from a topic and hands it to the service in one transaction.
 *
 * <ul>
 *   <li>What cannot be read is quarantined in that transaction; its neighbours are taken.
 *   <li>When the service fails on a batch, the batch is halved until the record that it fails on stands alone; that one
 *       is quarantined, the others are taken, all in order.
 *   <li>What is about a student who was erased is left out: see {@link ErasedStudents}.
 *   <li>When the infrastructure fails, nothing is quarantined: the same is tried again until it works or the service
 *       stops. Returning means done, and only then are offsets committed.
 * </ul>
 */
@ApplicationScoped
public class Consumption {

    private static final Logger LOG = Logger.getLogger(Consumption.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Quarantine quarantine;
    private final Inbox inbox;
    private final KafkaPublisher publisher;
    private final ErasedStudents erased;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Consumption(Quarantine quarantine, Inbox inbox, KafkaPublisher publisher, ErasedStudents erased) {
        this.quarantine = quarantine;
        this.inbox = inbox;
        this.publisher = publisher;
        this.erased = erased;
    }

    /**
     * Hands over the polled records as one list, for set-based work. What the handler returns is sent after the commit,
     * and acknowledged by the broker before the records' offsets are committed; so the handler must return the same
     * publications when the same records are delivered again.
     */
    public <E> void batch(
            ConsumerRecords<String, byte[]> records,
            Topic<E> topic,
            Function<List<Delivery<E>>, List<Publication>> handler) {
        var readable = new ArrayList<Taken<E>>();
        var unreadable = new ArrayList<Quarantined>();
        for (var record : records) {
            try {
                readable.add(new Taken<>(record, EventReader.read(record, topic)));
            } catch (ContractViolation why) {
                unreadable.add(Quarantined.unreadable(record, why));
            }
        }
        if (!unreadable.isEmpty()) {
            untilItWorks(() -> QuarkusTransaction.requiringNew().run(() -> quarantine.keep(unreadable)));
        }
        if (!readable.isEmpty()) {
            take(readable, handler);
        }
    }

    /** Hands over event by event, in order; for effects that are the same when applied again. */
    public <E> void each(ConsumerRecords<String, byte[]> records, Topic<E> topic, Consumer<Delivery<E>> handler) {
        batch(records, topic, deliveries -> {
            deliveries.forEach(delivery -> handleOne(delivery, handler));
            return List.of();
        });
    }

    /** Hands over event by event, in order, each event id once: the inbox remembers those that were taken. */
    public <E> void once(ConsumerRecords<String, byte[]> records, Topic<E> topic, Consumer<Delivery<E>> handler) {
        batch(records, topic, deliveries -> {
            var fresh = inbox.enter(
                    topic.name(), deliveries.stream().map(Delivery::eventId).toList());
            for (var delivery : deliveries) {
                if (fresh.remove(delivery.eventId())) {
                    handleOne(delivery, handler);
                }
            }
            return List.of();
        });
    }

    private static <E> void handleOne(Delivery<E> delivery, Consumer<Delivery<E>> handler) {
        var trace = delivery.trace();
        if (trace == null) {
            handler.accept(delivery);
        } else {
            trace.during(() -> handler.accept(delivery));
        }
    }

    private <E> void take(List<Taken<E>> records, Function<List<Delivery<E>>, List<Publication>> handler) {
        var deliveries = records.stream().map(Taken::delivery).toList();
        try {
            var publications =
                    untilItWorks(() -> QuarkusTransaction.requiringNew().call(() -> handle(deliveries, handler)));
            untilItWorks(() -> publish(publications));
        } catch (Stopping e) {
            throw e;
        } catch (RuntimeException poison) {
            if (records.size() == 1) {
                var record = records.getFirst().record();
                LOG.errorf(poison, "Failed on %s/%d/%d", record.topic(), record.partition(), record.offset());
                untilItWorks(() -> QuarkusTransaction.requiringNew()
                        .run(() -> quarantine.keep(List.of(Quarantined.failed(record, poison)))));
            } else {
                var middle = records.size() / 2;
                take(records.subList(0, middle), handler);
                take(records.subList(middle, records.size()), handler);
            }
        }
    }

    private <E> List<Publication> handle(
            List<Delivery<E>> deliveries, Function<List<Delivery<E>>, List<Publication>> handler) {
        var known = erased.leftOutOf(deliveries);
        return known.isEmpty() ? List.of() : handler.apply(known);
    }

    private void publish(List<Publication> publications) {
        for (var sent : publisher.send(publications)) {
            if (sent instanceof Failed(var cause)) {
                throw new KafkaException("The broker did not take a publication", cause);
            }
        }
    }

    private void untilItWorks(Runnable work) {
        untilItWorks(() -> {
            work.run();
            return true;
        });
    }

    private <T> T untilItWorks(Supplier<T> work) {
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!Failures.passes(e)) {
                    throw e;
                }
                LOG.warnf("Trying again in %d ms: %s", pause.toMillis(), e.getMessage());
                if (stopsWithin(pause)) {
                    throw new Stopping(e);
                }
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private record Taken<E>(ConsumerRecord<String, byte[]> record, Delivery<E> delivery) {}

    /** The service ends before the infrastructure came back: the records are delivered again at the next start. */
    private static final class Stopping extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopping(Throwable cause) {
            super("The service stops", cause);
        }
    }
}
