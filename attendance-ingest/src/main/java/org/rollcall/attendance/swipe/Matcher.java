package org.rollcall.attendance.swipe;

import static org.rollcall.chassis.database.Columns.INSTANT;
import static org.rollcall.chassis.database.Columns.instants;
import static org.rollcall.chassis.database.Columns.texts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollcall.attendance.AttendanceSettings;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.SessionNow;
import org.rollcall.attendance.record.Swiped;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.time.AcademicCalendar;

/**
 * Finds what swipes count for: whoever held the card on that day, and the session of that student in that room whose window
 * holds the instant. Many share a card's holder, a room and an hour, so each of these is asked for once.
 */
@ApplicationScoped
class Matcher {

    /**
     * No session that holds an instant can have started longer before it than the longest session lasts: that keeps a
     * search to a few entries of the index.
     */
    static final String LONGEST_SESSION = """
            make_interval(secs => (
                SELECT max(extract(epoch FROM ends_at - starts_at)) FROM session WHERE room IS NOT NULL))""";

    private static final String BOOKINGS =
            """
            SELECT s.room, s.session_id, s.session_no, s.module_code, s.activity, s.starts_at, s.ends_at, s.compulsory,
                s.version
            FROM (
                SELECT room, %1$s AS earliest, %2$s AS latest
                FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS span (room, earliest_swipe, latest_swipe)
                OFFSET 0
            ) AS span
            CROSS JOIN LATERAL (
                SELECT * FROM session s
                WHERE s.room = span.room AND NOT s.cancelled
                    AND s.starts_at >= span.earliest - %3$s
                    AND s.starts_at <= span.latest + ?::interval
                    AND s.ends_at >= span.earliest
                OFFSET 0
            ) AS s
            """.formatted(INSTANT.formatted("earliest_swipe"), INSTANT.formatted("latest_swipe"), LONGEST_SESSION);

    private final Statements statements;
    private final Holders holders;
    private final Duration opensBefore;

    Matcher(Statements statements, Holders holders, AttendanceSettings settings) {
        this.statements = statements;
        this.holders = holders;
        this.opensBefore = settings.opensBefore();
    }

    /**
     * Finds where each swipe may count; who is expected there decides it ({@link Candidates#match}).
     *
     * @return in the order of the swipes
     */
    @Transactional(TxType.MANDATORY)
    List<Candidates> candidates(List<Swiped> swipes) {
        var holdings = holders.of(swipes.stream().map(Swiped::cardNumber).toList());
        var bookings = bookings(swipes);
        return swipes.stream()
                .map(swipe -> candidates(
                        swipe,
                        holdings.getOrDefault(swipe.cardNumber(), List.of()),
                        bookings.getOrDefault(swipe.room(), List.of())))
                .toList();
    }

    private Candidates candidates(Swiped swipe, List<Holding> holdings, List<Booking> bookings) {
        var swipedAt = swipe.swipedAt();
        var day = swipedAt.atZone(AcademicCalendar.LONDON).toLocalDate();
        return Holding.holderOn(day, holdings)
                .map(student -> new Candidates(swipedAt, student, sessions(swipedAt, student, bookings)))
                .orElseGet(() -> new Candidates(swipedAt, null, List.of()));
    }

    private static List<Candidate> sessions(Instant swipedAt, String student, List<Booking> bookings) {
        var sessions = new ArrayList<Candidate>(1);
        for (var booking : bookings) {
            if (booking.holds(swipedAt)) {
                sessions.add(new Candidate(new RecordKey(student, booking.sessionId()), booking.session()));
            }
        }
        return sessions;
    }

    private Map<String, List<Booking>> bookings(Collection<Swiped> swipes) {
        var spans = new HashMap<String, Span>();
        swipes.forEach(swipe -> spans.merge(swipe.room(), Span.of(swipe), Span::and));
        return statements.listByKey(
                BOOKINGS,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, spans.values(), Span::room));
                    statement.setArray(2, instants(connection, spans.values(), Span::earliest));
                    statement.setArray(3, instants(connection, spans.values(), Span::latest));
                    statement.setString(4, opensBefore.toString());
                },
                row -> {
                    var session = SessionNow.from(row);
                    return new Booking(
                            row.getString("session_id"),
                            session,
                            session.startsAt().minus(opensBefore));
                });
    }

    /** From the earliest to the latest swipe in a room. */
    private record Span(String room, Instant earliest, Instant latest) {

        static Span of(Swiped swipe) {
            return new Span(swipe.room(), swipe.swipedAt(), swipe.swipedAt());
        }

        Span and(Span other) {
            return new Span(
                    room,
                    earliest.isBefore(other.earliest) ? earliest : other.earliest,
                    latest.isAfter(other.latest) ? latest : other.latest);
        }
    }
}
