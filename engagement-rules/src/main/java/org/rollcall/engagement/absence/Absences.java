package org.rollcall.engagement.absence;

import static org.rollcall.chassis.database.Columns.texts;
import static org.rollcall.chassis.database.Sql.column;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.engagement.assessment.Days;
import org.rollcall.engagement.due.DueStudents;
import org.rollcall.engagement.due.FactLock;

/** The authorised absences of every student, with effect backwards too: a closed week's marks the student. */
@ApplicationScoped
public class Absences {

    private static final String STORE = """
            WITH stored AS (
                INSERT INTO absence AS known (student_id, authorisation_id, from_date, to_date, status, revision)
                SELECT * FROM unnest(?::text[], ?::text[], ?::date[], ?::date[], ?::text[], ?::integer[])
                    AS new (student_id, authorisation_id, from_date, to_date, status, revision)
                ORDER BY student_id COLLATE "C", authorisation_id COLLATE "C"
                ON CONFLICT (student_id, authorisation_id) DO UPDATE
                    SET from_date = excluded.from_date, to_date = excluded.to_date, status = excluded.status,
                        revision = excluded.revision
                    WHERE excluded.revision > known.revision
                RETURNING new.student_id, least(old.from_date, new.from_date) AS since)
            INSERT INTO assessment_due (student_id, since, reason)
            SELECT student_id, min(since), 'ABSENCE_AUTHORISED'
            FROM stored
            WHERE since < (SELECT max(week_starting) + 7 FROM closed_week)
            GROUP BY student_id
            ORDER BY student_id
            """ + DueStudents.MERGE;

    private static final String AUTHORISED = """
            SELECT student_id, from_date, to_date FROM absence
            WHERE student_id = ANY (?) AND status = 'AUTHORISED'
            """;

    private static final String TOUCHING = """
            SELECT authorisation_id, from_date, to_date, status, revision FROM absence
            WHERE student_id = ? AND from_date <= ? AND to_date >= ?
            ORDER BY from_date, authorisation_id
            """;

    private final FactLock lock;
    private final Statements statements;

    Absences(FactLock lock, Statements statements) {
        this.lock = lock;
        this.statements = statements;
    }

    /** Takes the authorisations of a batch; nothing is to be said of them. */
    @Transactional(TxType.MANDATORY)
    List<Publication> take(List<Delivery<AbsenceAuthorisation>> deliveries) {
        store(highest(deliveries));
        return List.of();
    }

    /** The days of these students' absences that are authorised today. */
    @Transactional(TxType.MANDATORY)
    public Map<String, List<Days>> authorised(Collection<String> studentIds) {
        return statements.listByKey(
                AUTHORISED,
                statement -> statement.setArray(1, texts(statement.getConnection(), studentIds, id -> id)),
                row -> new Days(
                        row.getObject("from_date", LocalDate.class), row.getObject("to_date", LocalDate.class)));
    }

    /** What is known of absences that touch the days, the earliest first; those that were revoked included. */
    public List<KnownAbsence> touching(String studentId, LocalDate first, LocalDate last) {
        return statements.list(
                TOUCHING,
                statement -> {
                    statement.setString(1, studentId);
                    statement.setObject(2, last);
                    statement.setObject(3, first);
                },
                row -> new KnownAbsence(
                        row.getString("authorisation_id"),
                        row.getObject("from_date", LocalDate.class),
                        row.getObject("to_date", LocalDate.class),
                        AbsenceAuthorisation.Status.valueOf(row.getString("status")),
                        row.getInt("revision")));
    }

    /** One for each student and authorisation: a statement cannot change a row twice. */
    private static Collection<AbsenceAuthorisation> highest(List<Delivery<AbsenceAuthorisation>> deliveries) {
        return deliveries.stream()
                .map(Delivery::event)
                .collect(Collectors.toMap(
                        absence -> List.of(absence.studentId(), absence.authorisationId()),
                        absence -> absence,
                        BinaryOperator.maxBy(Comparator.comparingInt(AbsenceAuthorisation::revision))))
                .values();
    }

    private void store(Collection<AbsenceAuthorisation> absences) {
        lock.toStoreFacts();
        statements.update(STORE, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, absences, AbsenceAuthorisation::studentId));
            statement.setArray(2, texts(connection, absences, AbsenceAuthorisation::authorisationId));
            statement.setArray(3, column(connection, "date", absences, AbsenceAuthorisation::from));
            statement.setArray(4, column(connection, "date", absences, AbsenceAuthorisation::to));
            statement.setArray(
                    5, texts(connection, absences, absence -> absence.status().name()));
            statement.setArray(6, column(connection, "integer", absences, AbsenceAuthorisation::revision));
        });
    }
}
