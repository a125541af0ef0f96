package org.rollcall.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.Topic;

/** Publishes and reads events the way any client of the suite would, and waits for those that a test expects. */
public final class TopicProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Map<String, Object> reader;
    private final KafkaProducer<String, byte[]> producer;

    public TopicProbe(String bootstrapServers) {
        this(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** With these settings of a client. */
    public TopicProbe(Map<String, Object> client) {
        this(client, client);
    }

    /** At a secured broker nobody reads and writes everything: with the settings of one who publishes, and one who reads. */
    public TopicProbe(Map<String, Object> writer, Map<String, Object> reader) {
        this.reader = Map.copyOf(reader);
        Map<String, Object> settings = new HashMap<>(writer);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // Each record is waited for: there is nothing to gather.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** One event of a topic. A value that is no JSON is {@link MissingNode}; a withdrawn key has none. */
    public record Event(
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            Map<String, String> headers,
            @Nullable JsonNode value) {

        /** The value, of an event that has one. */
        public JsonNode json() {
            if (value == null) {
                throw new IllegalStateException("The key " + key + " was withdrawn at this event");
            }
            return value;
        }

        /** The value as the record of the contract. */
        public <E> E as(Class<E> type) {
            try {
                return JSON.treeToValue(json(), type);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not a " + type.getSimpleName() + ": " + value, e);
            }
        }
    }

    /** A place in a topic: the next offset of each of its partitions. */
    public record Position(String topic, Map<Integer, Long> offsets) {}

    /** Publishes an event of the contract and waits for its acknowledgement. */
    public <E> RecordMetadata publish(Topic<E> topic, String key, E event) {
        return publish(topic.name(), key, event);
    }

    /** Publishes anything that can be written as JSON, without headers. */
    public RecordMetadata publish(String topic, String key, Object value) {
        return publish(topic, key, value, Map.of());
    }

    /** Publishes anything that can be written as JSON. */
    public RecordMetadata publish(String topic, String key, Object value, Map<String, String> headers) {
        try {
            return publishBytes(topic, key, JSON.writeValueAsBytes(value), headers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot be written as JSON: " + value, e);
        }
    }

    /** Publishes bytes as they are, malformed or not. */
    public RecordMetadata publishRaw(String topic, @Nullable String key, String value) {
        return publishBytes(topic, key, value.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Publishes a null value, which withdraws the key of a compacted topic. */
    public RecordMetadata withdraw(Topic<?> topic, String key) {
        return publishBytes(topic.name(), key, null, Map.of());
    }

    /** Where the topic begins. */
    public Position startOf(Topic<?> topic) {
        return startOf(topic.name());
    }

    /** Where the topic begins. */
    public Position startOf(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return new Position(topic, offsets(consumer.beginningOffsets(partitions(consumer, topic))));
        }
    }

    /** Where the next event of the topic will stand: to be taken before the deed whose events are awaited. */
    public Position endOf(Topic<?> topic) {
        return endOf(topic.name());
    }

    /** Where the next event of the topic will stand. */
    public Position endOf(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return new Position(topic, offsets(consumer.endOffsets(partitions(consumer, topic))));
        }
    }

    /** All events that are in the topic now, in order within each partition. */
    public List<Event> all(Topic<?> topic) {
        return all(topic.name());
    }

    /** All events that are in the topic now, in order within each partition. */
    public List<Event> all(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<Integer, Long> end = offsets(consumer.endOffsets(partitions));
            Position start = new Position(topic, offsets(consumer.beginningOffsets(partitions)));
            return read(
                    consumer,
                    start,
                    (reached, events) -> end.entrySet().stream()
                            .allMatch(partition -> reached.test(partition.getKey(), partition.getValue())));
        }
    }

    /**
     * Reads from the position on until what was read is as wanted.
     *
     * @throws AssertionError when it is not within half a minute; the message lists what was there
     */
    public List<Event> await(Position from, Predicate<List<Event>> wanted) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return read(consumer, from, (reached, events) -> wanted.test(events));
        }
    }

    /** Reads from the position on until there are that many events at least. */
    public List<Event> await(Position from, int atLeast) {
        return await(from, events -> events.size() >= atLeast);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private RecordMetadata publishBytes(
            String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(message).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ServerFailure("Not published to " + topic + " with key " + key, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while publishing", e);
        }
    }

    /** Reads until the condition holds, which may ask whether an offset of a partition was reached. */
    private static List<Event> read(
            KafkaConsumer<String, byte[]> consumer,
            Position from,
            BiPredicate<BiPredicate<Integer, Long>, List<Event>> enough) {
        List<Event> events = new ArrayList<>();
        consumer.assign(from.offsets().keySet().stream()
                .map(partition -> new TopicPartition(from.topic(), partition))
                .toList());
        from.offsets()
                .forEach((partition, offset) -> consumer.seek(new TopicPartition(from.topic(), partition), offset));
        BiPredicate<Integer, Long> reached =
                (partition, offset) -> consumer.position(new TopicPartition(from.topic(), partition)) >= offset;
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.test(reached, List.copyOf(events))) {
            if (System.nanoTime() > giveUpAt) {
                throw new AssertionError("Not what was expected in " + from.topic() + " after " + PATIENCE.toSeconds()
                        + " s, but " + events.size() + " events: " + events);
            }
            consumer.poll(Duration.ofMillis(100)).forEach(message -> events.add(event(message)));
        }
        return List.copyOf(events);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(reader);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static Map<Integer, Long> offsets(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
    }

    private static Event event(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new TreeMap<>();
        message.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new Event(
                message.topic(), message.partition(), message.offset(), message.key(), headers, json(message.value()));
    }

    private static @Nullable JsonNode json(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return JSON.readTree(value);
        } catch (IOException malformed) {
            return MissingNode.getInstance();
        }
    }
}
