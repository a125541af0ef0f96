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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
import org.rollcall.attendance.status.Standing;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Parameters;

/**
 * All swipes that were ever taken, each with the session that it counts for by what is known now. The {@link Matcher} finds
 * it when a swipe is taken, and again when a session or a card has changed.
 */
@ApplicationScoped
public class Swipes {

    /** Each is looked up by its key, however many the planner thinks there are: the limit sees to that. */
    private static final String KNOWN = """
            SELECT swiped.position
            FROM (
                SELECT card_number, %s AS swiped_at, reader, position
                FROM unnest(?::text[], ?::bigint[], ?::text[])
                    WITH ORDINALITY AS swiped (card_number, swiped, reader, position)
                OFFSET 0
            ) AS swiped
            CROSS JOIN LATERAL (
                SELECT FROM swipe w
                WHERE w.card_number = swiped.card_number AND w.swiped_at = swiped.swiped_at
                    AND w.reader = swiped.reader
                LIMIT 1
            ) AS w
            """.formatted(INSTANT.formatted("swiped"));

    /** Unnested side by side in the list: in FROM, the server would lay down each column on its own before it reads the rows. */
    private static final String KEEP = """
            INSERT INTO swipe (card_number, swiped_at, reader, room, received_at, student_id, session_id)
            SELECT card_number, %s, reader, room, ?, student_id, session_id
            FROM (
                SELECT unnest(?::text[]) AS card_number, unnest(?::bigint[]) AS swiped, unnest(?::text[]) AS reader,
                    unnest(?::text[]) AS room, unnest(?::text[]) AS student_id, unnest(?::text[]) AS session_id
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
     * Keeps the swipes and finds what they count for, whether they are new or were known before.
     *
     * @param swipes each once; they are kept in the order of their key, so that no two transactions wait for each other's
     * @return what became of each, in their order
     */
    @Transactional(TxType.MANDATORY)
    List<Taken> take(List<Swiped> swipes, Instant now) {
        var said = new HashMap<RecordKey, Said>();
        var matches = matcher.match(swipes, keys -> {
            said.putAll(records.ofExpected(keys));
            return said.keySet();
        });
        var known = keep(swipes, matches, said, now);
        return IntStream.range(0, swipes.size())
                .mapToObj(i -> new Taken(found(matches.get(i), said), !known.contains(i)))
                .toList();
    }

    /** Answers with the places of those that were known before. */
    private Set<Integer> keep(List<Swiped> swipes, List<Match> matches, Map<RecordKey, Said> said, Instant now) {
        var all = IntStream.range(0, swipes.size()).boxed().toList();
        var perhapsKnown =
                all.stream().filter(i -> !isFirst(matches.get(i), said)).toList();
        while (true) {
            var known = known(swipes, perhapsKnown);
            var isNew = all.stream().filter(i -> !known.contains(i)).toList();
            var kept = statements.unlessTaken(KEEP, statement -> {
                var connection = statement.getConnection();
                statement.setObject(1, timestamp(now));
                statement.setArray(
                        2, texts(connection, isNew, i -> swipes.get(i).cardNumber()));
                statement.setArray(
                        3, instants(connection, isNew, i -> swipes.get(i).swipedAt()));
                statement.setArray(
                        4, texts(connection, isNew, i -> swipes.get(i).reader()));
                statement.setArray(
                        5, texts(connection, isNew, i -> swipes.get(i).room()));
                statement.setArray(
                        6, texts(connection, isNew, i -> matches.get(i).studentId()));
                statement.setArray(
                        7, texts(connection, isNew, i -> matches.get(i).sessionId()));
            });
            if (kept) {
                return known;
            }
            // Somebody else was first with one of them, which is known when all are looked up.
            perhapsKnown = all;
        }
    }

    /**
     * Whether a swipe counts for a record that none counted for until now, so that it cannot have been kept before: had it
     * been, it would have been counted there, when it came or when its session or card did.
     */
    private static boolean isFirst(Match match, Map<RecordKey, Said> said) {
        var key = match.key();
        var before = key == null ? null : said.get(key);
        return before != null && before.standing().equals(Standing.EXPECTED);
    }

    private Set<Integer> known(List<Swiped> swipes, List<Integer> places) {
        return places.isEmpty()
                ? Set.of()
                : new HashSet<>(statements.list(
                        KNOWN,
                        statement -> {
                            var connection = statement.getConnection();
                            statement.setArray(
                                    1,
                                    texts(connection, places, i -> swipes.get(i).cardNumber()));
                            statement.setArray(
                                    2,
                                    instants(
                                            connection,
                                            places,
                                            i -> swipes.get(i).swipedAt()));
                            statement.setArray(
                                    3,
                                    texts(connection, places, i -> swipes.get(i).reader()));
                        },
                        row -> places.get(row.getInt("position") - 1)));
    }

    private static Optional<Found> found(Match match, Map<RecordKey, Said> said) {
        var key = match.key();
        var booking = match.booking();
        return key == null || booking == null
                ? Optional.empty()
                : Optional.of(new Found(key, booking.session(), requireNonNull(said.get(key))));
    }

    /**
     * Matches those swipes again that counted in one of these slots, or may count there now.
     *
     * @return the records that lost a swipe or gained one
     */
    @Transactional(TxType.MANDATORY)
    public Set<RecordKey> matchAgainIn(Collection<Slot> slots) {
        return inPortions(
                List.copyOf(slots),
                SLOTS_AT_ONCE,
                portion -> kept(OF_SLOTS, statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, portion, Slot::studentId));
                    statement.setArray(2, texts(connection, portion, Slot::room));
                    statement.setArray(3, column(connection, "timestamptz", portion, Slot::startsAt));
                    statement.setArray(4, column(connection, "timestamptz", portion, Slot::endsAt));
                    statement.setString(5, opensBefore);
                }));
    }

    /**
     * Matches all swipes of these cards again.
     *
     * @return the records that lost a swipe or gained one
     */
    @Transactional(TxType.MANDATORY)
    public Set<RecordKey> matchAgainOf(Collection<String> cardNumbers) {
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
        var matches = matcher.match(swipes.stream().map(Kept::swiped).toList(), records::active);
        var moved = IntStream.range(0, swipes.size())
                .mapToObj(i -> new Moved(swipes.get(i), matches.get(i)))
                .filter(Moved::elsewhere)
                .toList();
        if (moved.isEmpty()) {
            return;
        }
        statements.execute(MOVE, statement -> {
            var connection = statement.getConnection();
            statement.setArray(
                    1, texts(connection, moved, move -> move.swipe().swiped().cardNumber()));
            statement.setArray(
                    2, instants(connection, moved, move -> move.swipe().swiped().swipedAt()));
            statement.setArray(
                    3, texts(connection, moved, move -> move.swipe().swiped().reader()));
            statement.setArray(4, texts(connection, moved, move -> move.match().studentId()));
            statement.setArray(5, texts(connection, moved, move -> move.match().sessionId()));
        });
        moved.stream().flatMap(Moved::records).forEach(touched::add);
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
