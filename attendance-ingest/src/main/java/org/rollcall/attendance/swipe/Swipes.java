package org.rollcall.attendance.swipe;

import static java.util.Objects.requireNonNull;
import static org.rollcall.chassis.database.Columns.INSTANT;
import static org.rollcall.chassis.database.Columns.instants;
import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Sql.timestamp;
import static org.rollcall.chassis.database.Statements.instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.AttendanceSettings;
import org.rollcall.attendance.account.Outcome;
import org.rollcall.attendance.record.Found;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.Records;
import org.rollcall.attendance.record.Said;
import org.rollcall.attendance.record.Sighting;
import org.rollcall.attendance.record.Swiped;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Parameters;

/**
 * All swipes that were ever taken, each with the session that it counts for by what is known now. The {@link Matcher} finds
 * it when a swipe is taken, and again when a session or a card has changed. Nearly all make the first line of their record's
 * history after the timetable's, and are never matched again: these lie in that line, until they are
 * ({@link Records#moveOut}).
 */
@ApplicationScoped
public class Swipes {

    /**
     * Among the swipes, or in a line of the record that it counts for. Each is looked up by its key, however many the planner
     * thinks there are: it cannot turn these into a join.
     */
    private static final String KNOWN = """
            SELECT swiped.position
            FROM (
                SELECT card_number, %s AS swiped_at, reader, student_id, session_id, position
                FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                    WITH ORDINALITY AS swiped (card_number, swiped, reader, student_id, session_id, position)
                OFFSET 0
            ) AS swiped
            CROSS JOIN LATERAL (
                (SELECT FROM swipe w
                WHERE w.card_number = swiped.card_number AND w.swiped_at = swiped.swiped_at
                    AND w.reader = swiped.reader
                LIMIT 1)
                UNION ALL
                (SELECT FROM record_history h
                WHERE h.session_no = (SELECT s.session_no FROM session s WHERE s.session_id = swiped.session_id)
                    AND h.student_id = swiped.student_id AND h.swiped_card = swiped.card_number
                    AND h.observed_at = swiped.swiped_at AND h.reported_by = swiped.reader
                LIMIT 1)
                LIMIT 1
            ) AS known
            """.formatted(INSTANT.formatted("swiped"));

    /** Unnested side by side in the list: in FROM, the server would lay down each column on its own before it reads the rows. */
    private static final String KEEP = """
            INSERT INTO swipe (card_number, swiped_at, reader, room, received_at, student_id, session_id)
            SELECT card_number, %s, reader, room, ?, student_id, session_id
            FROM (
                SELECT unnest(?::text[]) AS card_number, unnest(?::bigint[]) AS swiped, unnest(?::text[]) AS reader,
                    unnest(?::text[]) AS student_id, unnest(?::text[]) AS session_id, unnest(?::text[]) AS room
            ) AS swiped
            """.formatted(INSTANT.formatted("swiped"));

    /** The fence in the last join keeps the planner on the key of the swipes: card, then time. */
    private static final String OF_SLOTS = """
            SELECT DISTINCT w.card_number, w.swiped_at, w.reader, w.room, w.student_id, w.session_id
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                AS slot (student_id, room, starts_at, ends_at)
            JOIN card_holding h USING (student_id)
            CROSS JOIN LATERAL (
                SELECT * FROM swipe w
                WHERE w.card_number = h.card_number AND w.room = slot.room
                    AND w.swiped_at BETWEEN slot.starts_at - ?::interval AND slot.ends_at
                OFFSET 0
            ) AS w
            """;

    /** Of the sessions that these slots are of, and of whatever else is in the room at that time. */
    private static final String HELD_AROUND = """
            WITH slot AS (
                SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[])
                    AS slot (student_id, room, starts_at, ends_at, session_id)
            ), place AS (
                SELECT student_id, session_id FROM slot
                UNION
                SELECT slot.student_id, s.session_id
                FROM slot
                CROSS JOIN LATERAL (
                    SELECT s.session_id FROM session s
                    WHERE s.room = slot.room AND NOT s.cancelled
                        AND s.starts_at >= slot.starts_at - ?::interval - %s
                        AND s.starts_at <= slot.ends_at + ?::interval
                        AND s.ends_at >= slot.starts_at - ?::interval
                    OFFSET 0
                ) AS s
            )
            SELECT place.student_id, place.session_id
            FROM place
            CROSS JOIN LATERAL (SELECT s.session_no FROM session s WHERE s.session_id = place.session_id LIMIT 1) AS s
            CROSS JOIN LATERAL (
                SELECT FROM record_history h
                WHERE h.session_no = s.session_no AND h.student_id = place.student_id AND h.swiped_card IS NOT NULL
                LIMIT 1
            ) AS holding
            """.formatted(Matcher.LONGEST_SESSION);

    private static final String HELD_OF_CARDS = """
            SELECT r.student_id, r.session_id
            FROM attendance_record r
            CROSS JOIN LATERAL (SELECT s.session_no FROM session s WHERE s.session_id = r.session_id LIMIT 1) AS s
            CROSS JOIN LATERAL (
                SELECT FROM record_history h
                WHERE h.session_no = s.session_no AND h.student_id = r.student_id AND h.swiped_card = ANY (?)
                LIMIT 1
            ) AS holding
            WHERE r.student_id = ANY (?)
            """;

    private static final String OF_CARDS = """
            SELECT w.card_number, w.swiped_at, w.reader, w.room, w.student_id, w.session_id
            FROM swipe w WHERE w.card_number = ANY (?)
            """;

    private static final String MOVE = """
            UPDATE swipe w
            SET student_id = moved.student_id, session_id = moved.session_id
            FROM (
                SELECT card_number, %s AS swiped_at, reader, student_id, session_id
                FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                    AS moved (card_number, swiped, reader, student_id, session_id)
            ) AS moved
            WHERE w.card_number = moved.card_number AND w.swiped_at = moved.swiped_at AND w.reader = moved.reader
            """.formatted(INSTANT.formatted("swiped"));

    /** A student makes a few thousand swipes a year, and only the memory limits how many are looked at together. */
    private static final int CARDS_AT_ONCE = 10;

    /** In a slot a student makes a swipe or two. */
    private static final int SLOTS_AT_ONCE = 20_000;

    private final Statements statements;
    private final Matcher matcher;
    private final Records records;
    private final String opensBefore;

    Swipes(Statements statements, Matcher matcher, Records records, AttendanceSettings settings) {
        this.statements = statements;
        this.matcher = matcher;
        this.records = records;
        this.opensBefore = settings.opensBefore().toString();
    }

    /**
     * Finds what swipes count for, whether they are new or were known before.
     *
     * @param swipes each once
     * @param alone whether it may be trusted that nobody else takes the same swipes, or others of the same records: what is
     *     new is not looked up then, and the swipe that makes a record's first line is left to it
     */
    @Transactional(TxType.MANDATORY)
    Taken take(List<Swiped> swipes, boolean alone) {
        var candidates = matcher.candidates(swipes);
        var said = records.ofExpected(Candidates.places(candidates), alone);
        var matches = candidates.stream().map(of -> of.match(said::containsKey)).toList();
        var found = matches.stream().map(match -> found(match, said)).toList();
        var known = known(swipes, matches, found, alone);
        var sightings = LinkedHashMap.<RecordKey, Sighting>newLinkedHashMap(swipes.size());
        for (var i = 0; i < swipes.size(); i++) {
            var swiped = known.get(i) ? null : swipes.get(i);
            found.get(i)
                    .map(record -> Sighting.of(record, swiped, alone))
                    .ifPresent(sighting -> sightings.merge(sighting.record().key(), sighting, Sighting::or));
        }
        return new Taken(swipes, matches, known, sightings);
    }

    /**
     * Keeps those swipes that are new and that no line holds.
     *
     * @throws Sql.DatabaseFailure for a broken key where somebody else was first with one of them
     */
    @Transactional(value = TxType.MANDATORY, dontRollbackOn = Sql.DatabaseFailure.class)
    void keep(Taken taken, Instant now) {
        var places = taken.toKeep();
        if (places.isEmpty()) {
            return;
        }
        var swipes = taken.swipes();
        statements.execute(KEEP, statement -> {
            statement.setObject(1, timestamp(now));
            setSwipes(statement, 2, places, swipes::get, taken.matches()::get);
            statement.setArray(
                    7,
                    texts(statement.getConnection(), places, i -> swipes.get(i).room()));
        });
    }

    /** The places of those that were known before. */
    private BitSet known(List<Swiped> swipes, List<Match> matches, List<Optional<Found>> found, boolean alone) {
        var known = new BitSet(swipes.size());
        var places = IntStream.range(0, swipes.size())
                .filter(i -> !alone || !found.get(i).map(Swipes::isFirst).orElse(false))
                .boxed()
                .toList();
        if (!places.isEmpty()) {
            statements
                    .list(
                            KNOWN,
                            statement -> setSwipes(statement, 1, places, swipes::get, matches::get),
                            row -> places.get(row.getInt("position") - 1))
                    .forEach(known::set);
        }
        return known;
    }

    /**
     * Whether none counted for this record until now, so that one that does cannot have been kept before: had it been, it would
     * have been counted there, when it came or when its session or card did.
     */
    private static boolean isFirst(Found record) {
        return record.said().isExpected();
    }

    private static Optional<Found> found(Match match, Map<RecordKey, Said> said) {
        return Optional.ofNullable(match.counted())
                .map(counted -> new Found(counted.key(), counted.session(), requireNonNull(said.get(counted.key()))));
    }

    /**
     * Matches those swipes again that counted in one of these slots, or may count there now.
     *
     * @return the records that lost a swipe or gained one
     */
    @Transactional(TxType.MANDATORY)
    public Set<RecordKey> matchAgainIn(Collection<Slot> slots) {
        return inPortions(List.copyOf(slots), SLOTS_AT_ONCE, portion -> {
            records.moveOut(statements.list(
                    HELD_AROUND,
                    statement -> {
                        setSlots(statement, portion);
                        statement.setArray(
                                5,
                                texts(
                                        statement.getConnection(),
                                        portion,
                                        slot -> slot.record().sessionId()));
                        statement.setString(6, opensBefore);
                        statement.setString(7, opensBefore);
                        statement.setString(8, opensBefore);
                    },
                    RecordKey::from));
            return kept(OF_SLOTS, statement -> {
                setSlots(statement, portion);
                statement.setString(5, opensBefore);
            });
        });
    }

    private static void setSlots(PreparedStatement statement, List<Slot> slots) throws SQLException {
        var connection = statement.getConnection();
        statement.setArray(1, texts(connection, slots, slot -> slot.record().studentId()));
        statement.setArray(2, texts(connection, slots, Slot::room));
        statement.setArray(3, column(connection, "timestamptz", slots, Slot::startsAt));
        statement.setArray(4, column(connection, "timestamptz", slots, Slot::endsAt));
    }

    /**
     * Matches all swipes of these cards again.
     *
     * @param formerHolders all who were said to hold one of them, before something else was
     * @return the records that lost a swipe or gained one
     */
    @Transactional(TxType.MANDATORY)
    public Set<RecordKey> matchAgainOf(Collection<String> cardNumbers, Collection<String> formerHolders) {
        if (!formerHolders.isEmpty()) {
            records.moveOut(statements.list(
                    HELD_OF_CARDS,
                    statement -> {
                        var connection = statement.getConnection();
                        statement.setArray(1, texts(connection, cardNumbers, card -> card));
                        statement.setArray(2, texts(connection, formerHolders, holder -> holder));
                    },
                    RecordKey::from));
        }
        return inPortions(
                List.copyOf(cardNumbers),
                CARDS_AT_ONCE,
                portion -> kept(
                        OF_CARDS,
                        statement -> statement.setArray(1, texts(statement.getConnection(), portion, card -> card))));
    }

    private <T> Set<RecordKey> inPortions(List<T> all, int size, Function<List<T>, List<Kept>> swipesOf) {
        var touched = new HashSet<RecordKey>();
        for (var begin = 0; begin < all.size(); begin += size) {
            matchAgain(swipesOf.apply(all.subList(begin, Math.min(begin + size, all.size()))), touched);
        }
        return touched;
    }

    private List<Kept> kept(String sql, Parameters parameters) {
        return statements.list(sql, parameters, Kept::from);
    }

    private void matchAgain(List<Kept> swipes, Set<RecordKey> touched) {
        var candidates = matcher.candidates(swipes.stream().map(Kept::swiped).toList());
        var expected = records.active(Candidates.places(candidates).keySet());
        var matches =
                candidates.stream().map(of -> of.match(expected::contains)).toList();
        var moved = IntStream.range(0, swipes.size())
                .mapToObj(i -> new Moved(swipes.get(i), matches.get(i)))
                .filter(Moved::elsewhere)
                .toList();
        if (moved.isEmpty()) {
            return;
        }
        statements.execute(
                MOVE,
                statement -> setSwipes(statement, 1, moved, move -> move.swipe().swiped(), Moved::match));
        moved.stream().flatMap(Moved::records).forEach(touched::add);
    }

    /** What swipes are known by, and what they count for, in five columns. */
    private static <T> void setSwipes(
            PreparedStatement statement, int first, List<T> rows, Function<T, Swiped> swiped, Function<T, Match> match)
            throws SQLException {
        var connection = statement.getConnection();
        statement.setArray(
                first, texts(connection, rows, row -> swiped.apply(row).cardNumber()));
        statement.setArray(
                first + 1, instants(connection, rows, row -> swiped.apply(row).swipedAt()));
        statement.setArray(
                first + 2, texts(connection, rows, row -> swiped.apply(row).reader()));
        statement.setArray(
                first + 3, texts(connection, rows, row -> match.apply(row).studentId()));
        statement.setArray(
                first + 4, texts(connection, rows, row -> match.apply(row).sessionId()));
    }

    /**
     * What becomes of swipes.
     *
     * @param swipes each once
     * @param matches what they count for, in the same order
     * @param known the places of those that were known before
     * @param found what they say of the records that they count for, each as it was before
     */
    record Taken(List<Swiped> swipes, List<Match> matches, BitSet known, Map<RecordKey, Sighting> found) {

        Collection<Sighting> sightings() {
            return found.values();
        }

        Outcome outcome(int place) {
            if (known.get(place)) {
                return Outcome.REPEATED;
            }
            return matches.get(place).key() == null ? Outcome.UNMATCHED : Outcome.TAKEN;
        }

        /** In the order of their key, so that no two transactions wait for each other's. */
        private List<Integer> toKeep() {
            return IntStream.range(0, swipes.size())
                    .filter(place -> !known.get(place) && !isHeld(place))
                    .boxed()
                    .sorted(Comparator.comparing(place -> swipes.get(place).id()))
                    .toList();
        }

        /** Whether a line holds it. */
        private boolean isHeld(int place) {
            var key = matches.get(place).key();
            var sighting = key == null ? null : found.get(key);
            return sighting != null && sighting.held() && swipes.get(place).equals(sighting.swiped());
        }
    }

    /** A swipe as it was kept, and what it counts for by what was known then. */
    private record Kept(
            Swiped swiped,
            @Nullable String studentId,
            @Nullable String sessionId) {

        static Kept from(ResultSet row) throws SQLException {
            return new Kept(
                    new Swiped(
                            row.getString("card_number"),
                            instant(row, "swiped_at"),
                            row.getString("reader"),
                            row.getString("room")),
                    row.getString("student_id"),
                    row.getString("session_id"));
        }

        @Nullable
        RecordKey key() {
            return studentId == null || sessionId == null ? null : new RecordKey(studentId, sessionId);
        }
    }

    /** A swipe that was matched again. */
    private record Moved(Kept swipe, Match match) {

        boolean elsewhere() {
            return !Objects.equals(swipe.studentId, match.studentId())
                    || !Objects.equals(swipe.sessionId, match.sessionId());
        }

        /** The record that lost the swipe, and the one that gained it. */
        Stream<RecordKey> records() {
            return Stream.of(Optional.ofNullable(swipe.key()), Optional.ofNullable(match.key()))
                    .flatMap(Optional::stream);
        }
    }
}
