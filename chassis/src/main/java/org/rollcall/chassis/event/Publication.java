package org.rollcall.chassis.event;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record ready to leave: its bytes are made, nothing about it is decided any more. */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
public record Publication(String topic, String key, byte @Nullable [] value, Map<String, String> headers) {

    public Publication {
        // In one order, which is gone through once for each record; an immutable map would look for the next each time.
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** As Kafka's client sends it. */
    public ProducerRecord<String, byte[]> toRecord() {
        var record = new ProducerRecord<String, byte[]>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
