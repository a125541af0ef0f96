package org.rollcall.cases.circumstances;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.directory.Programmes;
import org.rollcall.cases.directory.Students;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.event.Publications;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.outbox.Outbox;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.chassis.secrecy.Secrets;
import org.rollcall.contracts.AbsenceAuthorisation;
import org.rollcall.contracts.Topics;

/** The absences on which staff decided; what is authorised or revoked is told to others, without its reason. */
@ApplicationScoped
class Absences {

    private static final String COLUMNS =
            "absence_id, student_id, from_day, to_day, status, decided_by, decided_at, revision, circumstances_id, sealed";

    private final DataSource database;
    private final Secrets secrets;
    private final Publications publications;
    private final Outbox outbox;
    private final Students students;
    private final Programmes programmes;
    private final Ids ids;
    private final InstantSource clock;

    Absences(
            DataSource database,
            Secrets secrets,
            Publications publications,
            Outbox outbox,
            Students students,
            Programmes programmes,
            Ids ids,
            InstantSource clock) {
        this.database = database;
        this.secrets = secrets;
        this.publications = publications;
        this.outbox = outbox;
        this.students = students;
        this.programmes = programmes;
        this.ids = ids;
        this.clock = clock;
    }

    /** 404 where the student is not the person's. */
    void mustSee(Person person, String studentId) {
        if (!areOpenTo(person, studentId)) {
            throw Problems.notFound("There is no student " + studentId);
        }
    }

    /** Whether the student's absences are the person's. */
    boolean areOpenTo(Person person, String studentId) {
        var programme = students.programmeOf(studentId);
        return person.sees(studentId, programme, programmes.facultyOf(programme));
    }

    @Transactional(TxType.MANDATORY)
    String decide(
            String studentId,
            LocalDate from,
            LocalDate to,
            Absence.Status status,
            @Nullable String circumstancesId,
            Person person,
            String reason) {
        var id = ids.next().toString();
        var now = clock.instant();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO absences (absence_id, student_id, from_day, to_day, status, decided_by, decided_at,
                            revision, circumstances_id, sealed)
                        VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
                        """)) {
            insert.setString(1, id);
            insert.setString(2, studentId);
            insert.setObject(3, from);
            insert.setObject(4, to);
            insert.setString(5, status.name());
            insert.setString(6, person.id());
            insert.setObject(7, Sql.timestamp(now));
            insert.setString(8, circumstancesId);
            insert.setBytes(9, secrets.seal(reason, place(id)));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
        if (status == Absence.Status.AUTHORISED) {
            tell(id, studentId, from, to, AbsenceAuthorisation.Status.AUTHORISED, person, now, 1);
        }
        return id;
    }

    /** Takes it back; whoever does the same at this moment finds it done. */
    @Transactional(TxType.MANDATORY)
    Absence revoke(Absence absence, Person person) {
        var now = clock.instant();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("""
                        UPDATE absences
                        SET status = 'REVOKED', decided_by = ?, decided_at = ?, revision = revision + 1
                        WHERE absence_id = ? AND status = 'AUTHORISED'
                        """)) {
            update.setString(1, person.id());
            update.setObject(2, Sql.timestamp(now));
            update.setString(3, absence.absenceId());
            if (update.executeUpdate() == 1) {
                tell(
                        absence.absenceId(),
                        absence.studentId(),
                        absence.from(),
                        absence.to(),
                        AbsenceAuthorisation.Status.REVOKED,
                        person,
                        now,
                        absence.revision() + 1);
            }
            return named(absence.absenceId()).orElseThrow();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    Optional<Absence> named(String absenceId) {
        return select("absence_id = ?", absenceId).stream().findFirst();
    }

    List<Absence> of(String studentId) {
        return select("student_id = ? ORDER BY from_day DESC, absence_id DESC", studentId);
    }

    private List<Absence> select(String condition, String parameter) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT " + COLUMNS + " FROM absences WHERE " + condition)) {
            select.setString(1, parameter);
            try (var rows = select.executeQuery()) {
                var absences = new ArrayList<Absence>();
                while (rows.next()) {
                    absences.add(absence(rows));
                }
                return absences;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private Absence absence(ResultSet row) throws SQLException {
        return new Absence(
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                row.getObject(4, LocalDate.class),
                Absence.Status.valueOf(row.getString(5)),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getInt(8),
                row.getString(9),
                secrets.open(row.getBytes(10), place(row.getString(1))));
    }

    private void tell(
            String id,
            String studentId,
            LocalDate from,
            LocalDate to,
            AbsenceAuthorisation.Status status,
            Person person,
            Instant now,
            int revision) {
        outbox.append(publications.of(
                Topics.ABSENCES,
                studentId,
                studentId,
                id + "/" + revision,
                new AbsenceAuthorisation(id, studentId, from, to, status, person.id(), now, revision)));
    }

    private static String place(String absenceId) {
        return "absences/" + absenceId;
    }
}
