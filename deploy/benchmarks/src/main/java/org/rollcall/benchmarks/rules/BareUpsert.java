package org.rollcall.benchmarks.rules;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.rollcall.benchmarks.rules.University.TaughtSession;
import org.rollcall.testkit.Database;

/**
 * The limit for storing facts: the same rows in the same table, by a bare {@code unnest} upsert of ready arrays. No topic, no
 * JSON, no marks, and nothing else to do for the machine.
 */
final class BareUpsert {

    private static final int ROWS_AT_ONCE = 2_000;

    private static final String TABLE = """
            DROP TABLE IF EXISTS attendance_fact;
            CREATE TABLE attendance_fact (
                student_id    text COLLATE "C" NOT NULL,
                session_id    text COLLATE "C" NOT NULL,
                module_code   text             NOT NULL,
                activity      text             NOT NULL,
                starts_at     timestamptz      NOT NULL,
                week_starting date             NOT NULL,
                compulsory    boolean          NOT NULL,
                status        text             NOT NULL,
                revision      integer          NOT NULL,
                PRIMARY KEY (session_id, student_id)
            ) WITH (fillfactor = 80);
            """;

    private static final String UPSERT = """
            INSERT INTO attendance_fact AS fact (student_id, session_id, module_code, activity, starts_at, week_starting,
                compulsory, status, revision)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::date[], ?::boolean[],
                ?::text[], ?::integer[])
            ON CONFLICT (session_id, student_id) DO UPDATE
                SET module_code = excluded.module_code, activity = excluded.activity, starts_at = excluded.starts_at,
                    week_starting = excluded.week_starting, compulsory = excluded.compulsory, status = excluded.status,
                    revision = excluded.revision
                WHERE excluded.revision > fact.revision
            """;

    private final Database database;
    private final University university;

    BareUpsert(Database database, University university) {
        this.database = database;
        this.university = university;
    }

    /** Rows a second over so many weeks' facts, by so many connections. */
    double rowsPerSecond(int weeks, int connections) throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        var batches = batches(weeks);
        var next = new AtomicInteger();
        var begun = System.nanoTime();
        var workers = new ArrayList<CompletableFuture<Void>>();
        for (var worker = 0; worker < connections; worker++) {
            workers.add(CompletableFuture.runAsync(() -> store(batches, next)));
        }
        workers.forEach(CompletableFuture::join);
        return (double) weeks * university.factsAWeek() * 1e9 / (System.nanoTime() - begun);
    }

    private void store(List<List<Object[]>> batches, AtomicInteger next) {
        try (var connection = database.connectAsOwner()) {
            connection.setAutoCommit(false);
            for (var batch = next.getAndIncrement(); batch < batches.size(); batch = next.getAndIncrement()) {
                store(connection, batches.get(batch));
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private static void store(Connection connection, List<Object[]> columns) throws SQLException {
        var types = List.of("text", "text", "text", "text", "timestamptz", "date", "boolean", "text", "integer");
        try (var statement = connection.prepareStatement(UPSERT)) {
            for (var column = 0; column < columns.size(); column++) {
                statement.setArray(column + 1, connection.createArrayOf(types.get(column), columns.get(column)));
            }
            statement.executeUpdate();
        }
        connection.commit();
    }

    /** In the order in which the facts come by the topic, cut into batches of columns. */
    private List<List<Object[]>> batches(int weeks) {
        var batches = new ArrayList<List<Object[]>>();
        var rows = new ArrayList<Object[]>(ROWS_AT_ONCE);
        for (var week = 1; week <= weeks; week++) {
            for (var session = 0; session < university.sessionsAWeek(); session++) {
                var taught = TaughtSession.of(week, session);
                for (var student = 0; student < university.students(); student++) {
                    rows.add(row(student, week, session, taught));
                    if (rows.size() == ROWS_AT_ONCE) {
                        batches.add(columns(rows));
                        rows.clear();
                    }
                }
            }
        }
        if (!rows.isEmpty()) {
            batches.add(columns(rows));
        }
        return batches;
    }

    private static Object[] row(int student, int week, int session, TaughtSession taught) {
        return new Object[] {
            University.studentId(student),
            taught.id(),
            TaughtSession.module(session),
            "LECTURE",
            Timestamp.from(taught.start()),
            University.monday(week),
            true,
            University.status(student, week, session).name(),
            2
        };
    }

    private static List<Object[]> columns(List<Object[]> rows) {
        var columns = new ArrayList<Object[]>();
        for (var column = 0; column < rows.getFirst().length; column++) {
            var position = column;
            columns.add(rows.stream().map(row -> row[position]).toArray());
        }
        return columns;
    }
}
