package org.rollcall.chassis.event;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends publications and says of each whether the broker has it: nothing is sent and forgotten. */
@ApplicationScoped
public class KafkaPublisher {

    private final Producer<String, byte[]> producer;

    @Inject
    KafkaPublisher(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this(new KafkaProducer<>(settings(kafka)));
    }

    /** For use outside a container. */
    public KafkaPublisher(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * The settings that every producer of the suite has: acknowledged by all in-sync replicas, retried without doubling
     * or reordering.
     */
    public static Map<String, Object> settings(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // Whoever has handed over all asks for it to be sent; until then a batch may fill.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        // How large a record may be is the topic's to say, and what a broker took once is given back to it whole.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 24 * 1024 * 1024);
        // Bounded, so that whoever waits for an absent broker can let go of what it holds and try again.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    /**
     * Sends all and waits for the broker's answers.
     *
     * @return a result for each publication, in their order
     */
    public List<Sent> send(List<Publication> publications) {
        var pending = new ArrayList<Future<RecordMetadata>>(publications.size());
        for (var publication : publications) {
            pending.add(sendOne(publication));
        }
        producer.flush();
        return pending.stream().map(KafkaPublisher::outcome).toList();
    }

    private Future<RecordMetadata> sendOne(Publication publication) {
        try {
            return producer.send(publication.toRecord());
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Sent outcome(Future<RecordMetadata> pending) {
        try {
            pending.get();
            return new Sent.Acknowledged();
        } catch (ExecutionException e) {
            return new Sent.Failed(e.getCause() instanceof Exception cause ? cause : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sent.Failed(e);
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }

    /** What became of a publication. */
    public sealed interface Sent {

        /** All in-sync replicas have it. */
        record Acknowledged() implements Sent {}

        /** The broker does not have it, or did not say so in time. */
        record Failed(Exception cause) implements Sent {}
    }
}
