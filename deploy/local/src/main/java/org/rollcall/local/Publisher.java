package org.rollcall.local;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes lines of {@code {"topic","key","value"}}, plain or compressed by gzip. */
public final class Publisher implements AutoCloseable {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<String, byte[]> producer;
    private final Set<String> topics;

    /** With these settings of a client. */
    public Publisher(Map<String, Object> client) {
        this.topics = topics(client);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** What became of the lines: how many were acknowledged per topic, and which could not be published and why. */
    public record Report(Map<String, Long> published, List<String> unusable) {}

    /**
     * Publishes all lines in their order and returns when the last is acknowledged.
     *
     * @param name what the lines come from, for the reasons
     */
    public Report publish(String name, InputStream lines) throws IOException {
        Map<String, Long> published = new TreeMap<>();
        List<String> unusable = Collections.synchronizedList(new ArrayList<>());
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(unpacked(lines), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                String place = name + ":" + ++number + ": ";
                switch (Line.parse(text)) {
                    case Line.Blank _ -> {}
                    case Line.Unusable(String reason) -> unusable.add(place + reason);
                    case Line.Message message
                    when !topics.contains(message.topic()) -> unusable.add(place + "no such topic: " + message.topic());
                    case Line.Message message -> send(message, place, published, unusable);
                }
            }
        }
        producer.flush();
        synchronized (published) {
            return new Report(Map.copyOf(published), List.copyOf(unusable));
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }

    private void send(Line.Message message, String place, Map<String, Long> published, List<String> unusable) {
        ProducerRecord<String, byte[]> toSend = new ProducerRecord<>(message.topic(), message.key(), message.value());
        producer.send(toSend, (metadata, failure) -> {
            if (failure == null) {
                synchronized (published) {
                    published.merge(message.topic(), 1L, Long::sum);
                }
            } else {
                unusable.add(place + "not acknowledged: " + failure.getMessage());
            }
        });
    }

    private static InputStream unpacked(InputStream lines) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(lines, 1 << 16);
        buffered.mark(2);
        int magic = (buffered.read() << 8) | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private static Set<String> topics(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Refusal("Kafka does not answer at " + client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
                    + ". Is the stack up? ./rollcall status");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted");
        }
    }
}
