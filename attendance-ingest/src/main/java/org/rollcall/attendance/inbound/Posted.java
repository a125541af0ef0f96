package org.rollcall.attendance.inbound;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.rollcall.chassis.event.EventReader;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.ContractViolation;
import org.rollcall.contracts.Topic;

/**
 * What was posted, on its way to its topic. It is read as a record of the topic would be, so that what is refused there is
 * refused here, in the same words and while the sender listens; and it leaves through the outbox, so that an answer of 202
 * holds, whatever becomes of the broker.
 */
@ApplicationScoped
class Posted {

    /** Ten thousand swipes take less than two megabytes. */
    private static final int LONGEST_BODY = 10 * 1024 * 1024;

    private final Outbox outbox;
    private final Ids ids;

    Posted(Outbox outbox, Ids ids) {
        this.outbox = outbox;
        this.ids = ids;
    }

    /** The whole body; 413 where it is too long. */
    static byte[] body(InputStream body) throws IOException {
        var bytes = body.readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw HttpProblem.builder()
                    .withType(URI.create("https://rollcall.example/problems/too-large"))
                    .withTitle(Status.REQUEST_ENTITY_TOO_LARGE.getReasonPhrase())
                    .withStatus(Status.REQUEST_ENTITY_TOO_LARGE)
                    .withDetail("A body has %d bytes at most".formatted(LONGEST_BODY))
                    .build();
        }
        return bytes;
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
                        "00-%s-%s-01".formatted(ids.hex(16), ids.hex(8))));
    }

    @Transactional
    void publish(List<Publication> publications) {
        outbox.appendAll(publications);
    }
}
