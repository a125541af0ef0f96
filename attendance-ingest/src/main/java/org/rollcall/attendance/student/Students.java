package org.rollcall.attendance.student;

import static java.util.Objects.requireNonNull;
import static org.rollcall.chassis.database.Columns.texts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.rollcall.attendance.account.Accounts;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.event.Publication;
import org.rollcall.contracts.StudentRecord;

/**
 * The students whom student records told of, without their names: whose rows their records are. Records do not depend on them: a session may name a
 * student who arrives later.
 */
@ApplicationScoped
class Students {

    private static final String ENTER = """
            INSERT INTO student (student_id, status, programme_code)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[]) AS new (student_id, status, programme_code)
            ORDER BY student_id
            ON CONFLICT (student_id) DO UPDATE
                SET status = excluded.status, programme_code = excluded.programme_code
            """;

    private final Statements statements;
    private final Accounts accounts;

    Students(Statements statements, Accounts accounts) {
        this.statements = statements;
        this.accounts = accounts;
    }

    /** Takes the latest of each student; nothing is to be said of it. */
    @Transactional(TxType.MANDATORY)
    List<Publication> take(List<Delivery<StudentRecord>> deliveries) {
        var entered = new HashMap<String, StudentRecord>();
        var withdrawn = new HashSet<String>();
        for (var delivery : deliveries) {
            var student = delivery.payload();
            if (student == null) {
                entered.remove(delivery.key());
                withdrawn.add(requireNonNull(delivery.key()));
            } else {
                entered.put(student.studentId(), student);
                withdrawn.remove(student.studentId());
            }
        }
        withdraw(withdrawn);
        enter(entered.values());
        accounts.countTaken(deliveries);
        return List.of();
    }

    private void enter(Collection<StudentRecord> students) {
        statements.execute(ENTER, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, texts(connection, students, StudentRecord::studentId));
            statement.setArray(
                    2, texts(connection, students, student -> student.status().name()));
            statement.setArray(3, texts(connection, students, StudentRecord::programmeCode));
        });
    }

    private void withdraw(Collection<String> studentIds) {
        statements.execute(
                "DELETE FROM student WHERE student_id = ANY (?)",
                statement -> statement.setArray(1, texts(statement.getConnection(), studentIds, student -> student)));
    }
}
