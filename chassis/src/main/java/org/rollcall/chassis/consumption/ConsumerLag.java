package org.rollcall.chassis.consumption;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How far the service is behind on each topic that it consumes, asked of the broker and not of the consumer: a consumer
 * that hangs cannot say so.
 */
@ApplicationScoped
public class ConsumerLag {

    private static final Pattern INCOMING_TOPIC = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.topic");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final Config config;
    private final String group;
    private final MeterRegistry metrics;
    private @Nullable Admin admin;

    ConsumerLag(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Config config,
            @ConfigProperty(name = "quarkus.application.name") String group,
            MeterRegistry metrics) {
        this.kafka = kafka;
        this.config = config;
        this.group = group;
        this.metrics = metrics;
    }

    void register(@Observes StartupEvent event) {
        for (var topic : topics()) {
            metrics.gauge(
                    "rollcall.consumer.lag",
                    Tags.of("topic", topic),
                    this,
                    lag -> lag.measure().behind(topic));
        }
    }

    /** The topics that the service is configured to consume. */
    private Set<String> topics() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> INCOMING_TOPIC.matcher(name).matches())
                .map(name -> config.getValue(name, String.class))
                .collect(Collectors.toSet());
    }

    /**
     * Asks the broker now.
     *
     * @throws KafkaException when the broker does not answer
     */
    public Measurement measure() {
        var partitions = partitions();
        var ends = offsets(partitions, OffsetSpec.latest());
        var committed = committed();
        var uncommitted =
                partitions.stream().filter(p -> !committed.containsKey(p)).toList();
        var begins = offsets(uncommitted, OffsetSpec.earliest());

        var behind = new TreeMap<String, Long>();
        var published = new TreeMap<String, Long>();
        var end = 0L;
        for (var partition : partitions) {
            var last = ends.getOrDefault(partition, 0L);
            var taken = committed.getOrDefault(partition, begins.getOrDefault(partition, 0L));
            behind.merge(partition.topic(), Math.max(0, last - taken), Long::sum);
            published.merge(partition.topic(), last, Long::sum);
            end += last;
        }
        return new Measurement(behind, published, end);
    }

    private List<TopicPartition> partitions() {
        var found = new ArrayList<TopicPartition>();
        answer(admin().describeTopics(topics()).allTopicNames())
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition -> found.add(new TopicPartition(topic, partition.partition()))));
        return found;
    }

    private Map<TopicPartition, Long> committed() {
        var offsets = new HashMap<TopicPartition, Long>();
        for (Map.Entry<TopicPartition, @Nullable OffsetAndMetadata> entry : answer(
                        admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .entrySet()) {
            var offset = entry.getValue();
            if (offset != null) {
                offsets.put(entry.getKey(), offset.offset());
            }
        }
        return offsets;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        var asked = partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        return answer(admin().listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
    }

    private static long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(new HashMap<>(kafka));
        }
        return admin;
    }

    synchronized void close(@Observes ShutdownEvent event) {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("The broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    /**
     * What the broker says.
     *
     * @param behind records not taken yet, by topic
     * @param published records that ever stood in the topic, by topic: the sum of its end offsets
     * @param end the sum of all end offsets: it moves whenever anything was published to these topics
     */
    public record Measurement(SortedMap<String, Long> behind, SortedMap<String, Long> published, long end) {

        private double behind(String topic) {
            return behind.getOrDefault(topic, 0L);
        }
    }
}
