package org.rollcall.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was sent to attendance-ingest could not be used. It is kept there and can be retried.
 *
 * @param topic where it came from, with {@code partition} and {@code offset}
 * @param reason one of {@link ContractViolation.Reason}, or a later code of the same kind
 * @param detail for the sender: the field and what is wrong with it
 * @param payload as received; null when there was none. It may be anything, a NUL included
 */
@Payload
public record AttendanceRejection(
        @Id String rejectionId,
        @Line String topic,
        @Whole int partition,
        @Whole long offset,
        @Code String reason,
        String detail,
        @Nullable String payload,
        Instant rejectedAt) {

    public AttendanceRejection {
        Check.id("rejectionId", rejectionId);
        Check.line("topic", topic);
        Check.atLeast(0, "partition", partition);
        Check.atLeast(0, "offset", offset);
        Check.code("reason", reason);
        Check.given("detail", detail);
        Check.instant("rejectedAt", rejectedAt);
    }
}
