package org.rollcall.attendance.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.event.EventReader;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.rest.Idempotency;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.Topic;

/**
 * What was posted, on its way to its topic. It is read as a record of the topic would be, so that what is refused there is
 * refused here, in the same words and while the sender listens; and it leaves through the outbox, so that an answer of 202
 * holds, whatever becomes of the broker.
 */
@ApplicationScoped
class Posted {

    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Ids ids;

    Posted(Outbox outbox, Idempotency idempotency, Ids ids) {
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.ids = ids;
    }

    /**
     * Reads a value as its topic does.
     *
     * @throws ContractViolation when it is not what the contract says
     */
    static <E> E read(Topic<E> topic, byte[] value) {
        return EventReader.read(new ConsumerRecord<>(topic.name(), 0, 0, "", value), topic)
                .event();
    }

    /** A value that was read, as it is published: as it came, on a trace of its own. */
    Publication publication(Topic<?> topic, String key, byte[] value) {
        return new Publication(
                topic.name(),
                key,
                value,
                Map.of(
                        "content-type",
                        "application/json",
                        "traceparent",
                        "00-%s-%s-01".formatted(ids.ofTrace(16), ids.ofTrace(8))));
    }

    /**
     * Publishes, unless the same was posted under the same key before. Publishing twice would do no harm, but who repeats a
     * request need not know that.
     */
    @Transactional
    void publish(List<Publication> publications, Person person, @Nullable String key, byte[] body) {
        idempotency.once(person, key, body, () -> {
            outbox.appendAll(publications);
            return ids.next().toString();
        });
    }
}
