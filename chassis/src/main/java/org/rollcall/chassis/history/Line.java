package org.rollcall.chassis.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a history.
 *
 * @param what a stable code, as in {@code CASE_OPENED}
 * @param about the id of what it concerns: a threshold, an e-mail, a piece of evidence
 * @param detail a code or two more: never free text
 * @param actor the person who acted, or the service; {@code erased} for a student who was erased since
 * @param cause the id of the event that led to it
 */
public record Line(
        String what, @Nullable String about, @Nullable String detail, String actor, Instant at, String cause) {}
