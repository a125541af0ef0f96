package org.rollcall.attendance.swipe;

import static org.rollcall.chassis.database.Columns.INSTANT;
import static org.rollcall.chassis.database.Columns.instants;
import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Sql.timestamp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.AttendanceSettings;
import org.rollcall.attendance.account.Outcome;
import org.rollcall.attendance.record.Found;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Parameters;
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
     * that keeps the search to a few entries of the index. The limit has the record looked up by its key, and not the
     * session among all of the student's records.
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
                SELECT %3$s
                FROM session s
                CROSS JOIN LATERAL (
                    SELECT * FROM attendance_record r
                    WHERE r.session_id = s.session_id AND r.student_id = holding.student_id
                    LIMIT 1
                ) AS r
                WHERE r.active AND s.room = swiped.room AND NOT s.cancelled
                    AND s.starts_at >= swiped.swiped_at - make_interval(secs => (
                        SELECT max(extract(epoch FROM ends_at - starts_at)) FROM session WHERE room IS NOT NULL))
                    AND s.starts_at <= swiped.swiped_at + interval '%2$s'
                    AND s.ends_at >= swiped.swiped_at
                ORDER BY abs(extract(epoch FROM s.starts_at - swiped.swiped_at)), s.starts_at, s.session_id
                LIMIT 1
            ) AS nearest ON true
            """;

    /** What a swipe counts for, with the record and its session as they are. */
    private static final String FIND = """
            SELECT swiped.position, holding.student_id, nearest.*
            FROM (
                SELECT card_number, %s AS swiped_at, room, position
                FROM unnest(?::text[], ?::bigint[], ?::text[])
                    WITH ORDINALITY AS swiped (card_number, swiped, room, position)
                OFFSET 0
            ) AS swiped
            %s
            """;

    private static final String RECORD = """
            r.session_id, r.status, r.source, r.observed_at, r.contradicted, r.session_version, r.revision,
                s.module_code, s.activity, s.starts_at, s.ends_at, s.compulsory, s.version""";

    /** Answers with those that were known before; asked with IN, which is looked up in a hash table however many there are. */
    private static final String KEEP = """
            WITH swiped AS (
                SELECT card_number, %s AS swiped_at, reader, room, student_id, session_id, position
                FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                    WITH ORDINALITY
                    AS swiped (card_number, swiped, reader, room, student_id, session_id, position)
            ), taken AS (
                INSERT INTO swipe (card_number, swiped_at, reader, room, received_at, student_id, session_id)
                SELECT card_number, swiped_at, reader, room, ?, student_id, session_id
                FROM swiped
                ON CONFLICT DO NOTHING
                RETURNING card_number, swiped_at, reader
            )
            SELECT position FROM swiped
            WHERE (card_number, swiped_at, reader) NOT IN (SELECT * FROM taken)
            """.formatted(INSTANT.formatted("swiped"));

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
    private final String find;
    private final String matchSlotsAgain;
    private final String matchCardsAgain;

    Swipes(Statements statements, AttendanceSettings settings) {
        this.statements = statements;
        var opensBefore = settings.opensBefore().toString();
        var match = MATCH.formatted(AcademicCalendar.LONDON, opensBefore, "r.session_id");
        this.find = FIND.formatted(
                INSTANT.formatted("swiped"), MATCH.formatted(AcademicCalendar.LONDON, opensBefore, RECORD));
        this.matchSlotsAgain = MATCH_AGAIN.formatted(OF_SLOTS.formatted(opensBefore), match);
        this.matchCardsAgain = MATCH_AGAIN.formatted(OF_CARDS, match);
    }

    /**
     * Keeps the swipes and finds what they count for, whether they are new or were known before.
     *
     * @param swipes each once; they are kept in the order of their key, so that no two transactions wait for each other's
     * @return what became of each, in their order
     */
    @Transactional(TxType.MANDATORY)
    List<Taken> take(List<Swiped> swipes, Instant now) {
        var places = find(swipes);
        var known = new HashSet<>(statements.list(
                KEEP,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, swipes, Swiped::cardNumber));
                    statement.setArray(2, instants(connection, swipes, Swiped::swipedAt));
                    statement.setArray(3, texts(connection, swipes, Swiped::reader));
                    statement.setArray(4, texts(connection, swipes, Swiped::room));
                    statement.setArray(5, texts(connection, places, Place::studentId));
                    statement.setArray(6, texts(connection, places, Place::sessionId));
                    statement.setObject(7, timestamp(now));
                },
                row -> row.getInt("position") - 1));
        return IntStream.range(0, swipes.size())
                .mapToObj(i -> new Taken(Optional.ofNullable(places.get(i).record()), !known.contains(i)))
                .toList();
    }

    private List<Place> find(List<Swiped> swipes) {
        var places = new ArrayList<>(Collections.nCopies(swipes.size(), Place.UNKNOWN));
        statements.list(
                find,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, swipes, Swiped::cardNumber));
                    statement.setArray(2, instants(connection, swipes, Swiped::swipedAt));
                    statement.setArray(3, texts(connection, swipes, Swiped::room));
                },
                row -> places.set(row.getInt("position") - 1, Place.from(row)));
        return places;
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
     * What became of a swipe.
     *
     * @param counted the record that it counts for, as it is without the swipe if that is new; empty for none so far
     * @param isNew it was not known before
     */
    record Taken(Optional<Found> counted, boolean isNew) {

        Outcome outcome() {
            if (!isNew) {
                return Outcome.REPEATED;
            }
            return counted.isPresent() ? Outcome.TAKEN : Outcome.UNMATCHED;
        }
    }

    /**
     * Where a swipe belongs.
     *
     * @param studentId who held the card on that day; null where nobody is known to have
     * @param record that it counts for; null for none so far
     */
    private record Place(
            @Nullable String studentId, @Nullable Found record) {

        static final Place UNKNOWN = new Place(null, null);

        static Place from(ResultSet row) throws SQLException {
            return new Place(row.getString("student_id"), row.getString("session_id") == null ? null : Found.from(row));
        }

        @Nullable
        String sessionId() {
            return record == null ? null : record.key().sessionId();
        }
    }
}
