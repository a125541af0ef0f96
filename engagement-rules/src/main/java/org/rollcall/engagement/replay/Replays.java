package org.rollcall.engagement.replay;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;
import static org.rollcall.chassis.database.Statements.instant;
import static org.rollcall.chassis.database.Statements.optionalInstant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.database.Statements.Parameters;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.engagement.replay.Replay.State;
import org.rollcall.engagement.replay.ReplayView.CountView;
import org.rollcall.engagement.replay.ReplayView.DifferenceView;
import org.rollcall.engagement.replay.StudentReplay.Count;
import org.rollcall.engagement.replay.StudentReplay.Place;
import org.rollcall.engagement.replay.StudentReplay.Row;

/** Replays with their progress and results. */
@ApplicationScoped
class Replays {

    private static final String SELECT = """
            SELECT id, academic_year, first_week, latest_week, policy_version, policy, requested_at, state, students,
                students_done, last_student, finished_at, failure
            FROM policy_replay
            """;

    private static final String ENTER = """
            INSERT INTO policy_replay (id, idempotency_key, academic_year, first_week, latest_week, policy_version, policy,
                requested_at, state, students, students_done, last_student)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', (SELECT count(*) FROM student), 0, '')
            ON CONFLICT (idempotency_key) DO NOTHING
            """;

    private static final String NEXT_STUDENTS = """
            SELECT student_id FROM student WHERE student_id > ? ORDER BY student_id LIMIT ?
            """;

    private static final String COUNT = """
            INSERT INTO policy_replay_count AS known (replay_id, programme_code, level, step, present, candidate, gained, lost,
                moved)
            SELECT ?, * FROM unnest(?::text[], ?::integer[], ?::text[], ?::integer[], ?::integer[], ?::integer[], ?::integer[],
                ?::integer[])
            ON CONFLICT (replay_id, programme_code, level, step) DO UPDATE
                SET present = known.present + excluded.present, candidate = known.candidate + excluded.candidate,
                    gained = known.gained + excluded.gained, lost = known.lost + excluded.lost,
                    moved = known.moved + excluded.moved
            """;

    private static final String NOTE = """
            INSERT INTO policy_replay_difference (replay_id, student_id, step, position, programme_code, level, kind,
                present_week, candidate_week)
            SELECT ?, * FROM unnest(?::text[], ?::text[], ?::integer[], ?::text[], ?::integer[], ?::text[], ?::date[],
                ?::date[])
            """;

    private static final String ADVANCE = """
            UPDATE policy_replay SET last_student = ?, students_done = students_done + ? WHERE id = ?
            """;

    /** Students who came, or went, while it ran are counted as they were found. */
    private static final String FINISH = """
            UPDATE policy_replay SET state = 'DONE', students = students_done, finished_at = ? WHERE id = ?
            """;

    private static final String FAIL = """
            UPDATE policy_replay SET state = 'FAILED', failure = ?, finished_at = ? WHERE id = ? AND state = 'RUNNING'
            """;

    private static final String COUNTS = """
            SELECT programme_code, level, step, present, candidate, gained, lost, moved FROM policy_replay_count
            WHERE replay_id = ? ORDER BY step, programme_code, level
            """;

    private static final String WHOSE =
            " FROM policy_replay_difference WHERE replay_id = ? AND (?::text IS NULL OR step = ?)";

    private final Statements statements;

    Replays(Statements statements) {
        this.statements = statements;
    }

    /** Enters a replay, unless one with the same key was entered before. */
    @Transactional(TxType.MANDATORY)
    void enter(Replay replay, @Nullable String idempotencyKey) {
        statements.update(ENTER, statement -> {
            statement.setObject(1, replay.id());
            statement.setString(2, idempotencyKey);
            statement.setString(3, replay.academicYear());
            statement.setObject(4, replay.firstWeek());
            statement.setObject(5, replay.latestWeek());
            statement.setString(6, replay.policyVersion());
            statement.setString(7, replay.policy());
            statement.setObject(8, Sql.timestamp(replay.requestedAt()));
        });
    }

    Optional<Replay> find(UUID id) {
        return first(SELECT + "WHERE id = ?", statement -> statement.setObject(1, id));
    }

    Optional<Replay> findByKey(String idempotencyKey) {
        return first(SELECT + "WHERE idempotency_key = ?", statement -> statement.setString(1, idempotencyKey));
    }

    /** The oldest that runs and that no other instance has in hand; it is in ours until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    Optional<Replay> takeOldest() {
        return first(
                SELECT + "WHERE state = 'RUNNING' ORDER BY requested_at, id LIMIT 1 FOR UPDATE SKIP LOCKED",
                Parameters.NONE);
    }

    /** The students who come next, in order; none when all are done. */
    @Transactional(TxType.MANDATORY)
    List<String> nextStudents(Replay replay, int atMost) {
        return statements.list(
                NEXT_STUDENTS,
                statement -> {
                    statement.setString(1, replay.lastStudent());
                    statement.setInt(2, atMost);
                },
                row -> row.getString(1));
    }

    /** Keeps what came of some students, and goes on behind the last of those that were looked at. */
    @Transactional(TxType.MANDATORY)
    void advance(Replay replay, List<String> lookedAt, List<StudentReplay> students) {
        count(replay.id(), List.copyOf(StudentReplay.count(students).entrySet()));
        note(replay.id(), StudentReplay.rows(students));
        statements.update(ADVANCE, statement -> {
            statement.setString(1, lookedAt.getLast());
            statement.setInt(2, lookedAt.size());
            statement.setObject(3, replay.id());
        });
    }

    @Transactional(TxType.MANDATORY)
    void finish(Replay replay, Instant now) {
        statements.update(FINISH, statement -> {
            statement.setObject(1, Sql.timestamp(now));
            statement.setObject(2, replay.id());
        });
    }

    /** Gives up one that cannot be lived. */
    @Transactional
    void fail(Replay replay, String failure, Instant now) {
        statements.update(FAIL, statement -> {
            statement.setString(1, failure);
            statement.setObject(2, Sql.timestamp(now));
            statement.setObject(3, replay.id());
        });
    }

    private void count(UUID replay, List<Map.Entry<Place, Count>> counts) {
        statements.update(COUNT, statement -> {
            var connection = statement.getConnection();
            statement.setObject(1, replay);
            statement.setArray(
                    2, texts(connection, counts, each -> each.getKey().programmeCode()));
            statement.setArray(
                    3,
                    column(connection, "integer", counts, each -> each.getKey().level()));
            statement.setArray(
                    4, texts(connection, counts, each -> each.getKey().step()));
            statement.setArray(
                    5,
                    column(
                            connection,
                            "integer",
                            counts,
                            each -> each.getValue().present()));
            statement.setArray(
                    6,
                    column(
                            connection,
                            "integer",
                            counts,
                            each -> each.getValue().candidate()));
            statement.setArray(
                    7,
                    column(
                            connection,
                            "integer",
                            counts,
                            each -> each.getValue().gained()));
            statement.setArray(
                    8,
                    column(
                            connection,
                            "integer",
                            counts,
                            each -> each.getValue().lost()));
            statement.setArray(
                    9,
                    column(
                            connection,
                            "integer",
                            counts,
                            each -> each.getValue().moved()));
        });
    }

    private void note(UUID replay, List<Row> rows) {
        statements.update(NOTE, statement -> {
            var connection = statement.getConnection();
            statement.setObject(1, replay);
            statement.setArray(2, texts(connection, rows, row -> row.student().studentId()));
            statement.setArray(
                    3, texts(connection, rows, row -> row.difference().step()));
            statement.setArray(4, column(connection, "integer", rows, Row::position));
            statement.setArray(5, texts(connection, rows, row -> row.student().programmeCode()));
            statement.setArray(
                    6, column(connection, "integer", rows, row -> row.student().level()));
            statement.setArray(
                    7, texts(connection, rows, row -> row.difference().kind().name()));
            statement.setArray(
                    8, column(connection, "date", rows, row -> row.difference().presentWeek()));
            statement.setArray(
                    9, column(connection, "date", rows, row -> row.difference().candidateWeek()));
        });
    }

    /** The counts by step, programme and level. */
    List<CountView> counts(UUID id) {
        return statements.list(
                COUNTS,
                statement -> statement.setObject(1, id),
                row -> new CountView(
                        row.getString("step"),
                        row.getString("programme_code"),
                        row.getInt("level"),
                        new Count(
                                row.getInt("present"),
                                row.getInt("candidate"),
                                row.getInt("gained"),
                                row.getInt("lost"),
                                row.getInt("moved"))));
    }

    /** Whose raises differ, by student; of one step, where it is named. */
    Page<DifferenceView> differences(UUID id, @Nullable String step, PageRequest page) {
        Parameters whose = statement -> {
            statement.setObject(1, id);
            statement.setString(2, step);
            statement.setString(3, step);
        };
        var items = statements.list(
                "SELECT student_id, programme_code, level, step, kind, present_week, candidate_week" + WHOSE
                        + " ORDER BY student_id, step, position LIMIT ? OFFSET ?",
                statement -> {
                    whose.set(statement);
                    statement.setInt(4, page.size());
                    statement.setInt(5, page.offset());
                },
                row -> new DifferenceView(
                        row.getString("student_id"),
                        row.getString("programme_code"),
                        row.getInt("level"),
                        row.getString("step"),
                        Difference.Kind.valueOf(row.getString("kind")),
                        row.getObject("present_week", LocalDate.class),
                        row.getObject("candidate_week", LocalDate.class)));
        var total = statements.one("SELECT count(*)" + WHOSE, whose, row -> row.getLong(1));
        return new Page<>(items, page.page(), page.size(), total);
    }

    private Optional<Replay> first(String sql, Parameters parameters) {
        return statements.list(sql, parameters, Replays::replay).stream().findFirst();
    }

    private static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                row.getObject("id", UUID.class),
                row.getString("academic_year"),
                row.getObject("first_week", LocalDate.class),
                row.getObject("latest_week", LocalDate.class),
                row.getString("policy_version"),
                row.getString("policy"),
                instant(row, "requested_at"),
                State.valueOf(row.getString("state")),
                row.getInt("students"),
                row.getInt("students_done"),
                row.getString("last_student"),
                optionalInstant(row, "finished_at"),
                row.getString("failure"));
    }
}
