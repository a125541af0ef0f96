package org.rollcall.cases.file;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.rollcall.cases.life.Agreement;
import org.rollcall.cases.life.Appeal;
import org.rollcall.cases.life.CaseFile;
import org.rollcall.cases.life.Casebook;
import org.rollcall.cases.life.Dealings;
import org.rollcall.cases.life.Decision;
import org.rollcall.cases.life.Facts;
import org.rollcall.cases.life.Interview;
import org.rollcall.cases.life.StudentId;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;

/** What is known of each student, and their case files. */
@ApplicationScoped
class Casebooks {

    private final DataSource database;
    private final EntityManager session;
    private final Weeks weeks;
    private final DueDates dueDates;

    Casebooks(DataSource database, EntityManager session, Weeks weeks, DueDates dueDates) {
        this.database = database;
        this.session = session;
        this.weeks = weeks;
        this.dueDates = dueDates;
    }

    /**
     * Keeps everyone else away from these students until the transaction ends: a week and a threshold of one student,
     * arriving at the same moment by two topics, are taken in one after the other. Always in the same order, so that
     * two batches wait for each other and never for ever.
     */
    @Transactional(TxType.MANDATORY)
    void lock(Set<StudentId> students) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO casebooks (student_id) SELECT * FROM unnest(?::text[]) ORDER BY 1
                        ON CONFLICT DO NOTHING
                        """);
                var lock = connection.prepareStatement("""
                        SELECT FROM casebooks WHERE student_id = ANY (?) ORDER BY student_id FOR UPDATE
                        """)) {
            var ids = Columns.texts(connection, students, StudentId::value);
            insert.setArray(1, ids);
            insert.executeUpdate();
            lock.setArray(1, ids);
            lock.execute();
            // Whatever the session read before others were kept away may have changed since.
            session.clear();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /**
     * Has everything that this transaction reads be as it is at this moment: a case is in several tables, and somebody may
     * be moving it. To be said before anything is read.
     */
    @Transactional(TxType.MANDATORY)
    void atOneMoment() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Those of the students for whom anything was ever raised. */
    @Transactional(TxType.MANDATORY)
    Set<StudentId> withThresholds(Set<StudentId> students) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT student_id FROM unnest(?::text[]) AS asked (student_id)
                        WHERE EXISTS (SELECT FROM thresholds WHERE thresholds.student_id = asked.student_id)
                        """)) {
            select.setArray(1, Columns.texts(connection, students, StudentId::value));
            try (var rows = select.executeQuery()) {
                var found = new HashSet<StudentId>();
                while (rows.next()) {
                    found.add(new StudentId(rows.getString(1)));
                }
                return found;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The casebooks of students who are locked. */
    @Transactional(TxType.MANDATORY)
    Map<StudentId, Casebook> of(Set<StudentId> students) {
        var ids = students.stream().map(StudentId::value).toList();
        var cases = byStudent(CaseRow.of(ids), row -> row.studentId);
        var thresholds = byStudent(ThresholdRow.of(ids), row -> row.studentId);
        var events = byStudent(ThresholdEventRow.of(ids), row -> row.studentId);
        var contacts = byStudent(ContactRow.of(ids), row -> row.studentId);
        var weeksOf = weeks.of(ids);
        var dealings = dealings(cases);

        var casebooks = new HashMap<StudentId, Casebook>();
        for (var student : students) {
            var filed = thresholds.getOrDefault(student, List.of());
            var facts = new Facts(
                    filed.stream().map(ThresholdRow::toThreshold).collect(toMap(t -> t.id(), t -> t)),
                    weeksOf.getOrDefault(student, Map.of()),
                    contacts.getOrDefault(student, List.of()).stream()
                            .map(ContactRow::toContact)
                            .collect(toMap(c -> c.emailId(), c -> c)),
                    events.getOrDefault(student, List.of()).stream()
                            .collect(toMap(row -> row.eventId, ThresholdEventRow::toThresholdId)));
            var inCase = filed.stream()
                    .collect(groupingBy(
                            row -> row.caseId, mapping(row -> row.toThreshold().id(), toSet())));
            var files = cases.getOrDefault(student, List.of()).stream()
                    .map(row -> row.toFile(
                            inCase.getOrDefault(row.caseId, Set.of()),
                            dealings.getOrDefault(row.caseId, Dealings.NONE)))
                    .toList();
            casebooks.put(student, new Casebook(student, facts, files));
        }
        return casebooks;
    }

    /** What people did, by case; most students' cases are as the facts made them, and theirs are not looked for. */
    private static Map<String, Dealings> dealings(Map<StudentId, List<CaseRow>> cases) {
        var handled = cases.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.handled)
                .collect(toMap(row -> row.caseId, row -> row.studentId));
        if (handled.isEmpty()) {
            return Map.of();
        }
        var students = Set.copyOf(handled.values());
        var interviews = InterviewRow.of(students).stream().collect(groupingBy(row -> row.caseId));
        var agreements = AgreementRow.of(students).stream().collect(groupingBy(row -> row.caseId));
        var decisions = DecisionRow.of(students).stream().collect(groupingBy(row -> row.caseId));
        var appeals = AppealRow.of(students).stream().collect(groupingBy(row -> row.caseId));
        return handled.keySet().stream()
                .collect(toMap(
                        id -> id,
                        id -> new Dealings(
                                true,
                                interviews.getOrDefault(id, List.of()).stream()
                                        .map(InterviewRow::toInterview)
                                        .toList(),
                                agreements.getOrDefault(id, List.of()).stream()
                                        .map(AgreementRow::toAgreement)
                                        .toList(),
                                decisions.getOrDefault(id, List.of()).stream()
                                        .map(DecisionRow::toDecision)
                                        .toList(),
                                appeals.getOrDefault(id, List.of()).stream()
                                        .map(AppealRow::toAppeal)
                                        .toList(),
                                Set.of())));
    }

    /** A casebook as it was opened, and as it is now. */
    record Taken(Casebook before, Casebook after) {}

    /** Stores what is new or other than before; the weeks are kept by {@link Weeks}. */
    @Transactional(TxType.MANDATORY)
    void save(List<Taken> casebooks) {
        // What closes is written before what opens: the database allows a student one open case.
        casebooks.forEach(taken -> saveFiles(taken, file -> !file.isOpen()));
        session.flush();
        casebooks.forEach(taken -> saveFiles(taken, CaseFile::isOpen));
        // One kind after the other, so that the rows of a kind go to the database together.
        casebooks.forEach(Casebooks::saveThresholds);
        casebooks.forEach(Casebooks::saveCauses);
        casebooks.forEach(Casebooks::saveContacts);
        casebooks.forEach(this::saveDealings);
        // Rows that are written without the session refer to these.
        session.flush();
    }

    private void saveFiles(Taken taken, Predicate<CaseFile> which) {
        var known = taken.before().files().stream().collect(toMap(CaseFile::id, file -> file));
        taken.after().files().stream().filter(which).forEach(file -> {
            var was = known.get(file.id());
            if (was == null) {
                CaseRow.from(file, dueDates.of(file)).persist();
            } else if (!was.equals(file)) {
                CaseRow.<CaseRow>findById(file.id().value()).take(file, dueDates.of(file));
            }
        });
    }

    private static void saveThresholds(Taken taken) {
        var known = taken.before().facts().thresholds();
        taken.after().facts().thresholds().forEach((id, threshold) -> {
            var file = taken.after().filedIn(id);
            if (!known.containsKey(id)) {
                ThresholdRow.from(taken.after().student(), threshold, file).persist();
            } else if (!threshold.equals(known.get(id))
                    || !file.equals(taken.before().filedIn(id))) {
                ThresholdRow.<ThresholdRow>findById(id.value()).take(threshold, file);
            }
        });
    }

    private static void saveCauses(Taken taken) {
        var known = taken.before().facts().causes();
        taken.after().facts().causes().forEach((eventId, threshold) -> {
            if (!known.containsKey(eventId)) {
                ThresholdEventRow.from(taken.after().student(), eventId, threshold)
                        .persist();
            }
        });
    }

    private static void saveContacts(Taken taken) {
        var known = taken.before().facts().contacts();
        taken.after().facts().contacts().forEach((id, contact) -> {
            if (!known.containsKey(id)) {
                ContactRow.from(taken.after().student(), contact).persist();
            } else if (!contact.equals(known.get(id))) {
                ContactRow.<ContactRow>findById(id).take(contact);
            }
        });
    }

    private void saveDealings(Taken taken) {
        var known = taken.before().files().stream().collect(toMap(CaseFile::id, CaseFile::dealings));
        for (var file : taken.after().files()) {
            var was = known.getOrDefault(file.id(), Dealings.NONE);
            var is = file.dealings();
            if (is.equals(was)) {
                continue;
            }
            save(
                    was.interviews(),
                    is.interviews(),
                    Interview::id,
                    interview -> InterviewRow.from(file, interview).persist(),
                    interview -> InterviewRow.<InterviewRow>findById(
                                    interview.id().value())
                            .take(interview));
            save(
                    was.agreements(),
                    is.agreements(),
                    Agreement::id,
                    agreement -> AgreementRow.from(file, agreement).persist(),
                    agreement -> AgreementRow.<AgreementRow>findById(
                                    agreement.id().value())
                            .take(agreement));
            save(
                    was.decisions(),
                    is.decisions(),
                    Decision::id,
                    decision -> DecisionRow.from(file, decision).persist(),
                    decision -> DecisionRow.<DecisionRow>findById(decision.id().value())
                            .take(decision));
            save(
                    was.appeals(),
                    is.appeals(),
                    Appeal::appealId,
                    appeal -> AppealRow.from(file, appeal).persist(),
                    appeal -> AppealRow.<AppealRow>findById(appeal.appealId()).take(appeal));
        }
    }

    private static <T> void save(
            List<T> was, List<T> is, Function<T, Object> id, Consumer<T> persist, Consumer<T> update) {
        var known = was.stream().collect(toMap(id, one -> one));
        for (var one : is) {
            var before = known.get(id.apply(one));
            if (before == null) {
                persist.accept(one);
            } else if (!before.equals(one)) {
                update.accept(one);
            }
        }
    }

    private static <R> Map<StudentId, List<R>> byStudent(List<R> rows, Function<R, String> student) {
        return rows.stream().collect(groupingBy(row -> new StudentId(student.apply(row))));
    }
}
