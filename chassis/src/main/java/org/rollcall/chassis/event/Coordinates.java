package org.rollcall.chassis.event;

import java.util.UUID;
import org.rollcall.chassis.ids.NamedId;

/** Where in Kafka a record stands. */
public record Coordinates(String topic, int partition, long offset) {

    /** The same id whenever the same record is delivered, so that what is derived from it is one. */
    public UUID asId() {
        return NamedId.of(toString());
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
