package org.rollcall.engagement.student;

import static java.util.Objects.requireNonNull;
import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.StudentRecord;
import org.rollcall.contracts.ThresholdRescinded.Reason;
import org.rollcall.engagement.assessment.Enrolment.Status;
import org.rollcall.engagement.due.Due;
import org.rollcall.engagement.due.DueStudents;
import org.rollcall.engagement.due.FactLock;
import org.rollcall.engagement.student.StatusHistory.Entry;
import org.rollcall.engagement.week.ClosedSpan;
import org.rollcall.engagement.week.Weeks;

/**
 * The students whom student records told of, without their names. Nobody is assessed before that; then their closed
 * weeks are.
 */
@ApplicationScoped
public class Students {

    private static final String OF_IDS = """
            SELECT student_id, programme_code, level, enrolled_from, enrolled_to FROM student
            WHERE student_id = ANY (?) ORDER BY student_id
            """;

    private static final String STATUSES = """
            SELECT student_id, from_date, status FROM student_status
            WHERE student_id = ANY (?) ORDER BY student_id, from_date
            """;

    private static final String ENTER = """
            INSERT INTO student (student_id, programme_code, level, enrolled_from, enrolled_to)
            SELECT * FROM unnest(?::text[], ?::text[], ?::integer[], ?::date[], ?::date[])
                AS new (student_id, programme_code, level, enrolled_from, enrolled_to)
            ORDER BY student_id COLLATE "C"
            ON CONFLICT (student_id) DO UPDATE
                SET programme_code = excluded.programme_code, level = excluded.level,
                    enrolled_from = excluded.enrolled_from, enrolled_to = excluded.enrolled_to
            """;

    private static final String ENTER_STATUSES = """
            INSERT INTO student_status (student_id, from_date, status)
            SELECT * FROM unnest(?::text[], ?::date[], ?::text[])
            """;

    private final FactLock lock;
    private final Weeks weeks;
    private final DueStudents due;
    private final Statements statements;
    private final InstantSource clock;

    Students(FactLock lock, Weeks weeks, DueStudents due, Statements statements, InstantSource clock) {
        this.lock = lock;
        this.weeks = weeks;
        this.due = due;
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * Takes the records of a batch in their order; nothing is to be said of them. A student who is withdrawn from student
     * records is not assessed any more, and what was said of them stays.
     */
    @Transactional(TxType.MANDATORY)
    List<Publication> take(List<Delivery<StudentRecord>> deliveries) {
        lock.toStoreFacts();
        var ids = deliveries.stream()
                .map(delivery -> delivery.withdrawn()
                        ? requireNonNull(delivery.key())
                        : delivery.event().studentId())
                .collect(Collectors.toSet());
        var before = lock(ids);
        var after = heard(deliveries, before);

        forget(ids.stream().filter(id -> !after.containsKey(id)).toList());
        var changed = after.values().stream()
                .filter(student -> !student.equals(before.get(student.studentId())))
                .toList();
        enter(changed);
        weeks.closed()
                .ifPresent(closed -> due.mark(changed.stream()
                        .map(student -> due(student, before.get(student.studentId()), closed))
                        .toList()));
        return List.of();
    }

    /** Those of these students who have a record. */
    @Transactional(TxType.MANDATORY)
    public Map<String, Student> of(Collection<String> studentIds) {
        return read(OF_IDS, studentIds);
    }

    private Map<String, Student> lock(Collection<String> studentIds) {
        return read(OF_IDS + " FOR UPDATE", studentIds);
    }

    private Map<String, Student> heard(List<Delivery<StudentRecord>> deliveries, Map<String, Student> before) {
        var today = AcademicCalendar.dayOf(clock.instant());
        var students = new HashMap<>(before);
        for (var delivery : deliveries) {
            var record = delivery.payload();
            if (record == null) {
                students.remove(requireNonNull(delivery.key()));
            } else {
                students.compute(
                        record.studentId(),
                        (_, known) ->
                                Student.heard(record, known == null ? StatusHistory.NONE : known.statuses(), today));
            }
        }
        return students;
    }

    /** Since when the student's weeks may have changed: of a new one, all in which the student was enrolled. */
    private static Due due(Student student, @Nullable Student before, ClosedSpan closed) {
        if (before == null) {
            return new Due(student.studentId(), student.enrolledFrom(), Reason.ENROLMENT_CHANGED);
        }
        var thisYear = ClosedSpan.startOfYear(closed.latest());
        var since = student.firstChange(before).filter(thisYear::isAfter).orElse(thisYear);
        return new Due(student.studentId(), since, Reason.ENROLMENT_CHANGED);
    }

    private void enter(Collection<Student> students) {
        if (students.isEmpty()) {
            return;
        }
        statements.update(ENTER, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, students, Student::studentId));
            statement.setArray(2, texts(connection, students, Student::programmeCode));
            statement.setArray(3, column(connection, "integer", students, Student::level));
            statement.setArray(4, column(connection, "date", students, Student::enrolledFrom));
            statement.setArray(5, column(connection, "date", students, Student::enrolledTo));
        });
        deleteBy(
                "DELETE FROM student_status WHERE student_id = ANY (?)",
                students.stream().map(Student::studentId).toList());
        var rows = students.stream()
                .flatMap(student ->
                        student.statuses().entries().stream().map(entry -> Map.entry(student.studentId(), entry)))
                .toList();
        statements.update(ENTER_STATUSES, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, rows, Map.Entry::getKey));
            statement.setArray(
                    2, column(connection, "date", rows, row -> row.getValue().from()));
            statement.setArray(
                    3, texts(connection, rows, row -> row.getValue().status().name()));
        });
    }

    private void forget(Collection<String> studentIds) {
        if (!studentIds.isEmpty()) {
            deleteBy("DELETE FROM student WHERE student_id = ANY (?)", studentIds);
        }
    }

    private void deleteBy(String sql, Collection<String> studentIds) {
        statements.update(
                sql, statement -> statement.setArray(1, texts(statement.getConnection(), studentIds, id -> id)));
    }

    /** The students first: where they are locked, nobody changes their statuses from then on. */
    private Map<String, Student> read(String sql, Collection<String> studentIds) {
        var students = statements.list(
                sql,
                statement -> statement.setArray(1, texts(statement.getConnection(), studentIds, id -> id)),
                Students::studentWithoutStatuses);
        var statuses = statements.listByKey(
                STATUSES,
                statement -> statement.setArray(1, texts(statement.getConnection(), studentIds, id -> id)),
                row -> new Entry(row.getObject("from_date", LocalDate.class), Status.valueOf(row.getString("status"))));
        return students.stream()
                .map(student -> student.with(new StatusHistory(statuses.getOrDefault(student.studentId(), List.of()))))
                .collect(Collectors.toMap(Student::studentId, student -> student));
    }

    private static Student studentWithoutStatuses(ResultSet row) throws SQLException {
        return new Student(
                row.getString("student_id"),
                row.getString("programme_code"),
                row.getInt("level"),
                row.getObject("enrolled_from", LocalDate.class),
                row.getObject("enrolled_to", LocalDate.class),
                StatusHistory.NONE);
    }
}
