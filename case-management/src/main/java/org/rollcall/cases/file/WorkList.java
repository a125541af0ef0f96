package org.rollcall.cases.file;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.directory.Programmes;
import org.rollcall.cases.directory.Students;
import org.rollcall.cases.directory.Students.Marks;
import org.rollcall.cases.life.Call;
import org.rollcall.cases.view.ListedCase;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.rest.Page;
import org.rollcall.chassis.rest.PageRequest;

/**
 * Which cases wait for whom: first what is flagged, then what is due, the longest overdue first, then what waits for the
 * student or for time, and last what is over.
 */
@ApplicationScoped
class WorkList {

    private final DataSource database;
    private final Programmes programmes;
    private final Students students;

    WorkList(DataSource database, Programmes programmes, Students students) {
        this.database = database;
        this.programmes = programmes;
        this.students = students;
    }

    Page<ListedCase> page(CaseFilter filter, Person reader, LocalDate today, PageRequest page) {
        var query = new Query(filter, reader, today, programmes);
        try (var connection = database.getConnection()) {
            var listed = new ArrayList<ListedCase>();
            try (var select = query.prepare(connection, Query.PAGE)) {
                select.setInt(query.parameters() + 1, page.size());
                select.setInt(query.parameters() + 2, page.offset());
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        var dueOn = rows.getObject(9, LocalDate.class);
                        listed.add(new ListedCase(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6),
                                rows.getObject(7, OffsetDateTime.class).toInstant(),
                                rows.getObject(8, OffsetDateTime.class).toInstant(),
                                dueOn,
                                dueOn != null && dueOn.isBefore(today),
                                waitsFor(StateName.valueOf(rows.getString(5))),
                                false,
                                List.of(),
                                List.of((String[]) rows.getArray(10).getArray())));
                    }
                }
            }
            return new Page<>(marked(listed), page.page(), page.size(), total(connection, query));
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static long total(Connection connection, Query query) throws SQLException {
        try (var select = query.prepare(connection, Query.TOTAL);
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<ListedCase> marked(List<ListedCase> listed) {
        var marks = students.marks(
                listed.stream().map(ListedCase::studentId).distinct().toList());
        return listed.stream()
                .map(row -> {
                    var mark = marks.getOrDefault(row.studentId(), Marks.NONE);
                    return new ListedCase(
                            row.caseId(),
                            row.studentId(),
                            row.programmeCode(),
                            row.academicYear(),
                            row.state(),
                            row.closedBecause(),
                            row.openedAt(),
                            row.since(),
                            row.dueOn(),
                            row.overdue(),
                            row.waitsFor(),
                            mark.sponsored(),
                            mark.fundingBodies(),
                            row.flags());
                })
                .toList();
    }

    private static @Nullable String waitsFor(StateName state) {
        return switch (state) {
            case InterviewRequired, InterviewScheduled, InterviewHeld, InterviewMissed, AgreementInForce ->
                Call.Role.PROGRAMME_LEADER;
            case WithdrawalRecommended, WithdrawalReferred -> Call.Role.FACULTY_ADMIN;
            case Contacted -> Call.Role.STUDENT;
            case Decided, WithdrawalStayed, Withdrawn, Closed -> null;
        };
    }

    /** A work list as SQL; nothing that was asked for is ever a part of its text. */
    static final class Query {

        static final String PAGE = """
                SELECT case_id, student_id, programme_code, academic_year, state, closed_because, opened_at, since,
                    due_on, flags
                FROM cases %s ORDER BY urgency, due_on, since, case_id LIMIT ? OFFSET ?
                """;
        static final String TOTAL = "SELECT count(*) FROM cases %s";

        private final StringJoiner conditions = new StringJoiner(" AND ", "WHERE ", "").setEmptyValue("");
        private final List<Parameter> parameters = new ArrayList<>();

        Query(CaseFilter filter, Person reader, LocalDate today, Programmes programmes) {
            var state = filter.named();
            if (state != null) {
                where("state = ?", text(state.name()));
            }
            if (filter.programme() != null) {
                where("programme_code = ?", text(filter.programme()));
            }
            if (filter.faculty() != null) {
                ofProgrammes(programmes.ofFaculty(filter.faculty()));
            }
            if (filter.student() != null) {
                where("student_id = ?", text(filter.student()));
            }
            if (filter.flagged() != null) {
                conditions.add(filter.flagged() ? "urgency = 0" : "urgency > 0");
            }
            if (filter.overdue() != null) {
                where(
                        filter.overdue() ? "urgency <= 1 AND due_on < ?" : "(due_on IS NULL OR due_on >= ?)",
                        (statement, at) -> statement.setObject(at, today));
            }
            bound(reader, programmes);
        }

        /** A reader sees the rows that are theirs, whatever they ask for. */
        private void bound(Person reader, Programmes programmes) {
            var bounds = reader.bounds();
            if (!bounds.all()) {
                var codes = new HashSet<>(bounds.programmes());
                bounds.faculties().forEach(faculty -> codes.addAll(programmes.ofFaculty(faculty)));
                ofProgrammes(codes);
            }
        }

        private void ofProgrammes(Collection<String> codes) {
            where(
                    "programme_code = ANY (?)",
                    (statement, at) -> statement.setArray(
                            at, Columns.texts(statement.getConnection(), Set.copyOf(codes), code -> code)));
        }

        private void where(String condition, Parameter parameter) {
            conditions.add(condition);
            parameters.add(parameter);
        }

        int parameters() {
            return parameters.size();
        }

        String sql(String frame) {
            return frame.formatted(conditions);
        }

        PreparedStatement prepare(Connection connection, String frame) throws SQLException {
            return prepareText(connection, sql(frame));
        }

        PreparedStatement prepareText(Connection connection, String sql) throws SQLException {
            var statement = connection.prepareStatement(sql);
            for (var at = 0; at < parameters.size(); at++) {
                parameters.get(at).set(statement, at + 1);
            }
            return statement;
        }

        private static Parameter text(String value) {
            return (statement, at) -> statement.setString(at, value);
        }

        /** Sets itself at a place of a statement. */
        private interface Parameter {
            void set(PreparedStatement statement, int at) throws SQLException;
        }
    }
}
