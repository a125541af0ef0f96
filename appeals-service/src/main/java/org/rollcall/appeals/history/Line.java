package org.rollcall.appeals.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of an appeal's history.
 *
 * @param what a stable code, as in {@code APPEAL_RECEIVED}
 * @param about the id of the evidence or mail that it concerns
 * @param detail a code or two more: never free text
 * @param actor the person who acted, or the service
 * @param cause the id of the event that led to it
 */
public record Line(
        String what, @Nullable String about, @Nullable String detail, String actor, Instant at, String cause) {}
