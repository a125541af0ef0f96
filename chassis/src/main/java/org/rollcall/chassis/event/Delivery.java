package org.rollcall.chassis.event;

import org.jspecify.annotations.Nullable;

/**
 * One event as it was delivered.
 *
 * @param at where it stands in Kafka
 * @param key the record's key, null when the producer gave none
 * @param eventId the CloudEvents id; where a producer gave none, the coordinates stand in for it
 * @param trace the trace that the event belongs to, null when the producer gave none
 * @param payload the event; null when the key was withdrawn from a compacted topic
 */
public record Delivery<E>(
        Coordinates at,
        @Nullable String key,
        String eventId,
        @Nullable TraceParent trace,
        @Nullable E payload) {

    /** Whether the key was withdrawn: a null value on a compacted topic. */
    public boolean withdrawn() {
        return payload == null;
    }

    /** The event itself; not to be asked of a withdrawal. */
    public E event() {
        if (payload == null) {
            throw new IllegalStateException(at + " withdraws its key and carries no event");
        }
        return payload;
    }
}
