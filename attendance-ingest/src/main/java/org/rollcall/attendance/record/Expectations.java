package org.rollcall.attendance.record;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.rollcall.chassis.database.Columns.texts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import org.rollcall.attendance.memory.Memory;
import org.rollcall.chassis.database.Statements;

/**
 * Whom the world was last told that they are expected at a session. Nearly everybody who is swipes there within the hour, so a
 * session is read whole when its first student does, and each of its students is remembered until they do. Something else may
 * have been said of one of them meanwhile, by whomever: whoever goes by this memory and says the next thing finds that revision
 * taken, and has to ask.
 */
@ApplicationScoped
class Expectations {

    /** In bytes: two million students at their sessions, and what it takes to keep those of each session apart. */
    private static final long MOST_ROOM = 50_000_000;

    private static final int OF_A_SESSION = 200;

    /** In the order of the key, backwards: the last line of each record comes first. */
    private static final String AT_SESSIONS = """
            SELECT key.session_id, said.*
            FROM unnest(?::text[]) AS key (session_id)
            CROSS JOIN LATERAL (SELECT s.session_no FROM session s WHERE s.session_id = key.session_id LIMIT 1) AS s
            CROSS JOIN LATERAL (
                SELECT session_version, revision, string_agg(student_id, chr(10)) AS students
                FROM (
                    SELECT DISTINCT ON (h.student_id) h.student_id, h.revision, h.session_version, h.status, h.source,
                        h.contradicted, h.observed_at
                    FROM record_history h
                    WHERE h.session_no = s.session_no
                    ORDER BY h.student_id DESC, h.revision DESC
                ) AS last
                WHERE (status, source, contradicted) = ('EXPECTED', 'TIMETABLE', false) AND observed_at IS NULL
                GROUP BY session_version, revision
            ) AS said
            """;

    private final Statements statements;
    private final Memory<String, List<Roster>> memory;

    Expectations(Statements statements) {
        this.statements = statements;
        this.memory = new Memory<>(
                statements,
                "record_history",
                MOST_ROOM,
                (_, rosters) ->
                        OF_A_SESSION + rosters.stream().mapToInt(Roster::size).sum());
    }

    /**
     * What was said of those who are remembered as expected, and are not from here on. Who was expected at the session as it was
     * before is left out: a swipe there says nothing by itself, and so would not find out.
     */
    @Transactional(TxType.MANDATORY)
    Map<RecordKey, Said> take(Map<RecordKey, SessionNow> places) {
        var rosters = rosters(places.keySet());
        var taken = HashMap.<RecordKey, Said>newHashMap(places.size());
        places.forEach((key, session) -> requireNonNull(rosters.get(key.sessionId())).stream()
                .filter(roster -> roster.said().isOf(session) && roster.take(key.studentId()))
                .findFirst()
                .ifPresent(roster -> taken.put(key, roster.said())));
        return taken;
    }

    /** Of the sessions of these places, each looked up once, and read where it is not remembered. */
    private Map<String, List<Roster>> rosters(Set<RecordKey> places) {
        var remembered = memory.now();
        var sessions = places.stream().map(RecordKey::sessionId).collect(toSet());
        if (!remembered.keySet().containsAll(sessions)) {
            remember(sessions, remembered);
        }
        return sessions.stream()
                .collect(toMap(session -> session, session -> remembered.getOrDefault(session, List.of())));
    }

    /**
     * One reads at a time: swipes come in the order of time, and so whoever takes others of them needs the same sessions at the
     * same moment.
     */
    private synchronized void remember(Set<String> sessions, ConcurrentMap<String, List<Roster>> remembered) {
        var unknown = sessions.stream()
                .filter(session -> !remembered.containsKey(session))
                .collect(toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            var read = read(unknown);
            unknown.forEach(session -> remembered.put(session, read.getOrDefault(session, List.of())));
        }
    }

    /** Something else is being said of these: a swipe need not find that out by itself. */
    @Transactional(TxType.MANDATORY)
    void drop(Collection<RecordKey> keys) {
        var sessions = memory.now();
        keys.forEach(key ->
                sessions.getOrDefault(key.sessionId(), List.of()).forEach(roster -> roster.take(key.studentId())));
    }

    /** Has these sessions be read again. */
    @Transactional(TxType.MANDATORY)
    void forget(Collection<RecordKey> keys) {
        var sessions = memory.now();
        keys.forEach(key -> sessions.remove(key.sessionId()));
    }

    private Map<String, List<Roster>> read(Collection<String> sessionIds) {
        return statements.listByKey(
                AT_SESSIONS,
                statement -> statement.setArray(1, texts(statement.getConnection(), sessionIds, session -> session)),
                row -> new Roster(
                        Said.expected(row.getInt("session_version"), row.getInt("revision")),
                        row.getString("students")));
    }
}
