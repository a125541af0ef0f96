package org.rollcall.attendance.xapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a record that says whether a student attended.
 *
 * @param status PRESENT, LATE or ABSENT
 * @param submittedAt when the evidence reached us, or the session was closed
 * @param changedAt when the revision was made
 */
record Attended(
        String studentId,
        String sessionId,
        int revision,
        String moduleCode,
        String activity,
        Instant startsAt,
        Instant endsAt,
        boolean compulsory,
        String status,
        Instant submittedAt,
        Instant changedAt,
        Place place) {

    /** Where the revision stands in the order in which changes became known. */
    record Place(long place, String studentId, String sessionId, int revision) {

        static final Place BEGINNING = new Place(0, "", "", 0);

        private static final String SEPARATOR = "\n";

        /** As a text that means nothing to whoever carries it. */
        String asText() {
            var parts = String.join(SEPARATOR, Long.toString(place), studentId, sessionId, Integer.toString(revision));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
        }

        /** The place that such a text stands for; null where it stands for none. */
        static @Nullable Place parse(String text) {
            try {
                var parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
                return parts.length == 4
                        ? new Place(Long.parseLong(parts[0]), parts[1], parts[2], Integer.parseInt(parts[3]))
                        : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
