package org.rollcall.appeals.dossier;

import java.time.Instant;

/**
 * The event that shows something.
 *
 * @param at when it happened
 * @param knownAt when it was published: from then on the university could know of it
 */
public record Source(String eventId, String topic, String type, Instant at, Instant knownAt) {}
