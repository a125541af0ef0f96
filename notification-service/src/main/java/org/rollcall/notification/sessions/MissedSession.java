package org.rollcall.notification.sessions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A required session at which a student was not seen, and which no authorised absence covers.
 *
 * @param title what timetabling calls it, or the module's code while it has not said
 * @param room null where it was held in none, or none is known
 */
public record MissedSession(String title, @Nullable String room, Instant startsAt, Instant endsAt) {}
