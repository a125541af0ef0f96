package org.rollcall.attendance.file;

import static org.rollcall.chassis.database.Columns.texts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rollcall.attendance.record.Current;
import org.rollcall.attendance.record.EvidenceLock;
import org.rollcall.attendance.record.RecordKey;
import org.rollcall.attendance.record.RecordPublications;
import org.rollcall.attendance.record.Records;
import org.rollcall.attendance.register.Marked;
import org.rollcall.attendance.register.Marks;
import org.rollcall.attendance.timetable.Sessions;
import org.rollcall.chassis.database.Statements;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.contracts.TimetableSession;

/**
 * Takes lines of a file, many at once: sessions that nobody has told of are entered, with the students of their lines
 * expected; and every line is a mark, like one of a register.
 */
@ApplicationScoped
class LineIntake {

    private final EvidenceLock lock;
    private final Statements statements;
    private final Sessions sessions;
    private final Marks marks;
    private final Records records;
    private final RecordPublications publications;
    private final Outbox outbox;

    LineIntake(
            EvidenceLock lock,
            Statements statements,
            Sessions sessions,
            Marks marks,
            Records records,
            RecordPublications publications,
            Outbox outbox) {
        this.lock = lock;
        this.statements = statements;
        this.sessions = sessions;
        this.marks = marks;
        this.records = records;
        this.publications = publications;
        this.outbox = outbox;
    }

    /**
     * Takes the lines, in their order, in the transaction that is open. What changes leaves through the outbox.
     *
     * @param faculties of whose students they may be; null: of all
     * @return the lines that cannot be taken, because nobody has told of their student, or it is not the sender's
     */
    @Transactional(TxType.MANDATORY)
    List<Line> take(List<Line> lines, @Nullable List<String> faculties, Instant now) {
        lock.toChangeMatching();
        var known = known(lines, faculties);
        var strangers = new ArrayList<Line>();
        var fresh = new LinkedHashMap<String, TimetableSession>();
        var given = new LinkedHashSet<Marked>();
        var keys = new HashSet<RecordKey>();
        for (var line : lines) {
            if (known.contains(line.mark().key().studentId())) {
                fresh.putIfAbsent(line.session().sessionId(), line.session());
                given.add(line.mark());
                keys.add(line.mark().key());
            } else {
                strangers.add(line);
            }
        }
        sessions.enterImported(fresh.values(), keys, now);
        // Registers may have told of these students before anybody told of the session.
        marks.matchAgainAt(fresh.keySet());
        marks.take(given, now);
        var changed =
                records.update(keys, now).stream().filter(Current::changed).toList();
        outbox.appendAll(publications.of(changed));
        return strangers;
    }

    private Set<String> known(Collection<Line> lines, @Nullable List<String> faculties) {
        var students = new HashSet<String>();
        lines.forEach(line -> students.add(line.mark().key().studentId()));
        return new HashSet<>(statements.list(
                """
                SELECT student_id FROM student_bounds WHERE student_id = ANY (?) AND (? OR faculty = ANY (?))
                """,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setArray(1, texts(connection, students, student -> student));
                    statement.setBoolean(2, faculties == null);
                    statement.setArray(
                            3, texts(connection, faculties == null ? List.of() : faculties, faculty -> faculty));
                },
                row -> row.getString("student_id")));
    }
}
