package org.rollcall.chassis.event;

import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record ready to leave: its bytes are made, nothing about it is decided any more.
 *
 * @param kafkaHeaders in the order in which they are sent
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
public record Publication(String topic, String key, byte @Nullable [] value, List<Header> kafkaHeaders) {

    public Publication {
        kafkaHeaders = List.copyOf(kafkaHeaders);
    }

    /** A record with texts for headers. */
    public Publication(String topic, String key, byte @Nullable [] value, Map<String, String> headers) {
        this(
                topic,
                key,
                value,
                headers.entrySet().stream()
                        .<Header>map(header -> new TextHeader(header.getKey(), header.getValue()))
                        .toList());
    }

    /** The headers as texts, in their order. */
    public Map<String, String> headers() {
        return kafkaHeaders.stream()
                .collect(toMap(Header::key, TextHeader::text, (_, last) -> last, LinkedHashMap::new));
    }

    /** As Kafka's client sends it. */
    public ProducerRecord<String, byte[]> toRecord() {
        return new ProducerRecord<>(topic, null, key, value, kafkaHeaders);
    }
}
