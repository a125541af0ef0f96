package org.rollcall.attendance.swipe;

import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Sql.texts;
import static org.rollcall.chassis.database.Sql.timestamp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.attendance.AttendanceSettings;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.sql.Statements;
import org.rollcall.attendance.sql.Statements.Parameters;
import org.rollcall.chassis.time.AcademicCalendar;

/**
 * All swipes that were ever taken, each with the session that it counts for by what is known now. Taking swipes and
 * matching them again, when a session or a card has changed, find that session in the same way.
 */
@ApplicationScoped
public class Swipes {

    /**
     * Adds to a relation {@code swiped (card_number, swiped_at, room, …)} who held the card on that day, and the session
     * of that student in that room whose window holds the instant; of several, the one that starts nearest, then the
     * earlier, then by id. No session that holds the instant can have started longer ago than the longest session lasts:
     * that keeps the search to a few entries of the index.
     */
    private static final String MATCH = """
            LEFT JOIN LATERAL (
                SELECT h.student_id, h.valid_to
                FROM card_holding h
                WHERE h.card_number = swiped.card_number
                    AND h.valid_from <= (swiped.swiped_at AT TIME ZONE '%1$s')::date
                ORDER BY h.valid_from DESC
                LIMIT 1
            ) AS holding
                ON holding.valid_to IS NULL OR holding.valid_to >= (swiped.swiped_at AT TIME ZONE '%1$s')::date
            LEFT JOIN LATERAL (
                SELECT r.session_id
                FROM attendance_record r
                WHERE r.active AND r.student_id = holding.student_id AND r.room = swiped.room
                    AND r.starts_at >= swiped.swiped_at - make_interval(secs => (
                        SELECT max(extract(epoch FROM ends_at - starts_at)) FROM session WHERE room IS NOT NULL))
                    AND r.starts_at <= swiped.swiped_at + interval '%2$s'
                    AND r.ends_at >= swiped.swiped_at
                ORDER BY abs(extract(epoch FROM r.starts_at - swiped.swiped_at)), r.starts_at, r.session_id
                LIMIT 1
            ) AS nearest ON true
            """;

    /** In the order of the key, so that no two transactions wait for each other's. */
    private static final String TAKE = """
            WITH swiped AS (
                SELECT *
                FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[])
                    WITH ORDINALITY AS swiped (card_number, swiped_at, reader, room, position)
            ), matched AS MATERIALIZED (
                SELECT swiped.*, holding.student_id, nearest.session_id FROM swiped %s
            ), taken AS (
                INSERT INTO swipe (card_number, swiped_at, reader, room, received_at, student_id, session_id)
                SELECT card_number, swiped_at, reader, room, ?, student_id, session_id
                FROM matched
                ORDER BY card_number, swiped_at, reader, position
                ON CONFLICT DO NOTHING
                RETURNING session_id
            )
            SELECT position, student_id, session_id,
                (SELECT count(*) FROM taken WHERE session_id IS NOT NULL) AS taken_matched,
                (SELECT count(*) FROM taken WHERE session_id IS NULL) AS taken_unmatched
            FROM matched
            ORDER BY position
            """;

    private static final String MATCH_AGAIN = """
            WITH swiped AS (
                %s
            ), matched AS MATERIALIZED (
                SELECT swiped.*, holding.student_id, nearest.session_id FROM swiped %s
            )
            UPDATE swipe w
            SET student_id = matched.student_id, session_id = matched.session_id
            FROM matched
            WHERE w.card_number = matched.card_number AND w.swiped_at = matched.swiped_at AND w.reader = matched.reader
                AND (w.student_id, w.session_id) IS DISTINCT FROM (matched.student_id, matched.session_id)
            RETURNING old.student_id AS old_student_id, old.session_id AS old_session_id,
                new.student_id AS new_student_id, new.session_id AS new_session_id
            """;

    /** The fence in the last join keeps the planner on the key of the swipes: card, then time. */
    private static final String OF_SLOTS = """
            SELECT DISTINCT w.card_number, w.swiped_at, w.reader, w.room
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                AS slot (student_id, room, starts_at, ends_at)
            JOIN card_holding h USING (student_id)
            CROSS JOIN LATERAL (
                SELECT w.card_number, w.swiped_at, w.reader, w.room
                FROM swipe w
                WHERE w.card_number = h.card_number AND w.room = slot.room
                    AND w.swiped_at BETWEEN slot.starts_at - interval '%1$s' AND slot.ends_at
                OFFSET 0
            ) AS w
            """;

    private static final String OF_CARDS =
            "SELECT w.card_number, w.swiped_at, w.reader, w.room FROM swipe w WHERE w.card_number = ANY (?)";

    private final Statements statements;
    private final String take;
    private final String matchSlotsAgain;
    private final String matchCardsAgain;

    Swipes(Statements statements, AttendanceSettings settings) {
        this.statements = statements;
        var opensBefore = settings.opensBefore().toString();
        var match = MATCH.formatted(AcademicCalendar.LONDON, opensBefore);
        this.take = TAKE.formatted(match);
        this.matchSlotsAgain = MATCH_AGAIN.formatted(OF_SLOTS.formatted(opensBefore), match);
        this.matchCardsAgain = MATCH_AGAIN.formatted(OF_CARDS, match);
    }

    /** Keeps the swipes, each once, and finds what they count for, whether they are new or were known before. */
    @Transactional(TxType.MANDATORY)
    Taken take(List<Swiped> swipes, Instant now) {
        var rows = statements.list(
                take,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, swipes, Swiped::cardNumber));
                    statement.setArray(2, column(connection, "timestamptz", swipes, Swiped::swipedAt));
                    statement.setArray(3, texts(connection, swipes, Swiped::reader));
                    statement.setArray(4, texts(connection, swipes, Swiped::room));
                    statement.setObject(5, timestamp(now));
                },
                TakenRow::from);
        var counts = rows.getFirst();
        return new Taken(rows.stream().map(TakenRow::counted).toList(), counts.matched(), counts.unmatched());
    }

    /**
     * Matches those swipes again that counted in one of these slots, or may count there now.
     *
     * @return the records that lost a swipe or gained one
     */
    @Transactional(TxType.MANDATORY)
    public Set<RecordKey> matchAgainIn(Collection<Slot> slots) {
        return matchAgain(matchSlotsAgain, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, slots, Slot::studentId));
            statement.setArray(2, texts(connection, slots, Slot::room));
            statement.setArray(3, column(connection, "timestamptz", slots, Slot::startsAt));
            statement.setArray(4, column(connection, "timestamptz", slots, Slot::endsAt));
        });
    }

    /**
     * Matches all swipes of these cards again.
     *
     * @return the records that lost a swipe or gained one
     */
    @Transactional(TxType.MANDATORY)
    public Set<RecordKey> matchAgainOf(Collection<String> cardNumbers) {
        return matchAgain(
                matchCardsAgain,
                statement -> statement.setArray(1, texts(statement.getConnection(), cardNumbers, card -> card)));
    }

    private Set<RecordKey> matchAgain(String sql, Parameters parameters) {
        var touched = new HashSet<RecordKey>();
        statements
                .list(sql, parameters, row -> List.of(key(row, "old_"), key(row, "new_")))
                .forEach(moved -> moved.forEach(key -> key.ifPresent(touched::add)));
        return touched;
    }

    private static Optional<RecordKey> key(ResultSet row, String prefix) throws SQLException {
        var sessionId = row.getString(prefix + "session_id");
        return sessionId == null
                ? Optional.empty()
                : Optional.of(new RecordKey(row.getString(prefix + "student_id"), sessionId));
    }

    /**
     * What became of a batch.
     *
     * @param counted for each swipe, in their order, the record that it counts for
     * @param matched how many were new and count for a session
     * @param unmatched how many were new and count for none so far
     */
    record Taken(List<Optional<RecordKey>> counted, long matched, long unmatched) {}

    private record TakenRow(Optional<RecordKey> counted, long matched, long unmatched) {

        static TakenRow from(ResultSet row) throws SQLException {
            return new TakenRow(key(row, ""), row.getLong("taken_matched"), row.getLong("taken_unmatched"));
        }
    }
}
