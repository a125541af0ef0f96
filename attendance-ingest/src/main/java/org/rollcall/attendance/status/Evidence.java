package org.rollcall.attendance.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one student at one session.
 *
 * @param expected the session takes place, and names the student
 * @param register the mark that stands, if there is one
 * @param swipedAt the earliest swipe that counts for the session, if there is one
 */
public record Evidence(
        boolean expected,
        Instant startsAt,
        @Nullable RegisterEntry register,
        @Nullable Instant swipedAt,
        Closure closure) {}
