package org.rollcall.chassis.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Where in Kafka a record stands. */
public record Coordinates(String topic, int partition, long offset) {

    /** The same id whenever the same record is delivered, so that what is derived from it is one. */
    public UUID asId() {
        return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
