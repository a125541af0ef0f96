package org.rollcall.chassis.quarantine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.event.Coordinates;
import org.rollcall.contracts.ContractViolation;

/**
 * A record that could not be used, as it was received.
 *
 * @param id derived from the coordinates, so that the same record is set aside once
 * @param reason a stable code: a {@code ContractViolation.Reason}, or PROCESSING_FAILED
 * @param detail the field and what is wrong with it, for a person
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are kept as they came, never compared
public record Quarantined(
        UUID id,
        Coordinates at,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] payload,
        String reason,
        String detail) {

    /** The reason of a record that was read but made the service fail. */
    public static final String PROCESSING_FAILED = "PROCESSING_FAILED";

    /** A record that is not what its topic promises. */
    public static Quarantined unreadable(ConsumerRecord<String, byte[]> record, ContractViolation why) {
        return of(record, why.reason().name(), why.getMessage());
    }

    /** A record that was read and that the service nevertheless failed on; its log has the cause. */
    public static Quarantined failed(ConsumerRecord<String, byte[]> record, RuntimeException why) {
        return of(
                record,
                PROCESSING_FAILED,
                "the service failed on it: " + why.getClass().getSimpleName());
    }

    private static Quarantined of(ConsumerRecord<String, byte[]> record, String reason, @Nullable String detail) {
        var at = new Coordinates(record.topic(), record.partition(), record.offset());
        var headers = new HashMap<String, String>();
        for (var header : record.headers()) {
            if (header.value() != null) {
                headers.put(
                        Columns.kept(header.key()), Columns.kept(new String(header.value(), StandardCharsets.UTF_8)));
            }
        }
        return new Quarantined(
                at.asId(), at, record.key(), headers, record.value(), reason, Columns.kept(String.valueOf(detail)));
    }
}
