package org.rollcall.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One timetabled session with the students expected at it (clause 1). The latest replaces the earlier whole: who is no
 * longer named is no longer expected.
 *
 * @param room null where there is no reader (online, placement): such a session is recorded by register
 * @param compulsory false: recorded, but it counts for no week
 * @param studentIds may name students whose record has not arrived yet
 */
@Payload
public record TimetableSession(
        @Id String sessionId,
        @Id String moduleCode,
        @Line(min = 0) String title,
        Activity activity,
        Instant startsAt,
        Instant endsAt,
        @Nullable @Id String room,
        @Flag boolean compulsory,
        @Flag boolean cancelled,
        List<@Id String> studentIds) {

    public TimetableSession {
        Check.id("sessionId", sessionId);
        Check.id("moduleCode", moduleCode);
        Check.lineOrEmpty("title", title);
        Check.given("activity", activity);
        Check.instant("startsAt", startsAt);
        Check.instant("endsAt", endsAt);
        Check.startsBeforeEnds(startsAt, endsAt);
        Check.optionalId("room", room);
        studentIds = Check.each("studentIds", studentIds, Check::id);
    }
}
