package org.rollcall.attendance.unmatched;

import static org.rollcall.chassis.database.Statements.instant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.rollcall.attendance.rest.Pages;
import org.rollcall.attendance.rest.Period;
import org.rollcall.attendance.unmatched.UnmatchedEvidence.Kind;
import org.rollcall.attendance.unmatched.UnmatchedEvidence.UnmatchedMark;
import org.rollcall.attendance.unmatched.UnmatchedEvidence.UnmatchedSwipe;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.person.StudentRows;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;
import org.rollcall.contracts.Register;

/** Reads the evidence that waits, and measures how much of it there is. */
@ApplicationScoped
class UnmatchedQueries {

    private static final String SWIPES = """
            SELECT card_number, room, reader, swiped_at, student_id, received_at
            FROM swipe
            WHERE session_id IS NULL AND swiped_at >= ? AND swiped_at < ? AND """ + nobodysOr("swipe.student_id");

    private static final String MARKS = """
            SELECT session_id, student_id, mark, taken_at, taken_by, received_at
            FROM mark
            WHERE NOT matched AND taken_at >= ? AND taken_at < ? AND """ + nobodysOr("mark.student_id");

    private final Statements statements;

    UnmatchedQueries(Statements statements) {
        this.statements = statements;
    }

    void measure(@Observes StartupEvent event, MeterRegistry metrics) {
        metrics.gauge("rollcall.unmatched", Tags.of("kind", Kind.SWIPE.name()), this, UnmatchedQueries::swipes);
        metrics.gauge("rollcall.unmatched", Tags.of("kind", Kind.MARK.name()), this, UnmatchedQueries::marks);
    }

    /** Of the period in which it was swiped or marked, the latest first. */
    Page<? extends UnmatchedEvidence> find(Person person, Kind kind, Period period, PageRequest page) {
        var parameters = StudentRows.parameters(person, period.start(), period.end());
        return switch (kind) {
            case SWIPE ->
                Pages.of(
                        statements,
                        SWIPES,
                        "swiped_at DESC, card_number, reader",
                        page,
                        UnmatchedQueries::swipe,
                        parameters);
            case MARK ->
                Pages.of(
                        statements,
                        MARKS,
                        "taken_at DESC, session_id, student_id, mark, taken_by",
                        page,
                        UnmatchedQueries::mark,
                        parameters);
        };
    }

    /** Evidence of someone whose faculty is not known is everybody's to look into, or nobody would. */
    private static String nobodysOr(String student) {
        return """
                (NOT EXISTS (
                        SELECT FROM student_bounds known WHERE known.student_id = %s AND known.faculty IS NOT NULL)
                    OR %s)
                """.formatted(student, StudentRows.condition(student));
    }

    private double swipes() {
        return count("SELECT count(*) FROM swipe WHERE session_id IS NULL");
    }

    private double marks() {
        return count("SELECT count(*) FROM mark WHERE NOT matched");
    }

    private long count(String sql) {
        return statements.list(sql, _ -> {}, row -> row.getLong(1)).getFirst();
    }

    private static UnmatchedSwipe swipe(ResultSet row) throws SQLException {
        return new UnmatchedSwipe(
                Kind.SWIPE,
                row.getString("card_number"),
                row.getString("room"),
                row.getString("reader"),
                instant(row, "swiped_at"),
                row.getString("student_id"),
                instant(row, "received_at"));
    }

    private static UnmatchedMark mark(ResultSet row) throws SQLException {
        return new UnmatchedMark(
                Kind.MARK,
                row.getString("session_id"),
                row.getString("student_id"),
                Register.Mark.Value.valueOf(row.getString("mark")),
                instant(row, "taken_at"),
                row.getString("taken_by"),
                instant(row, "received_at"));
    }
}
