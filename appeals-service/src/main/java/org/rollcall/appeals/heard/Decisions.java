package org.rollcall.appeals.heard;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.contracts.CaseEvent.FacultyDecisionMade;

/** The Faculty's decisions. A decision does not change: what was heard of it first stands. */
@ApplicationScoped
public class Decisions {

    private final DataSource database;
    private final Event<DecisionsHeard> news;

    Decisions(DataSource database, Event<DecisionsHeard> news) {
        this.database = database;
        this.news = news;
    }

    /** A decision that can be appealed against; its id is the reference that the decision e-mail gives. */
    public record FacultyDecision(
            String decisionId,
            String caseId,
            String studentId,
            boolean withdraw,
            LocalDate notifiedOn,
            LocalDate appealDeadline,
            LocalDate decidedOn) {}

    @Transactional(TxType.MANDATORY)
    void keep(List<FacultyDecisionMade> made) {
        if (made.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO decisions (decision_id, case_id, student_id, decision, notified_on, appeal_deadline,
                            decided_at)
                        SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::date[], ?::date[],
                            ?::timestamptz[])
                        ORDER BY 1
                        ON CONFLICT DO NOTHING
                        """)) {
            insert.setArray(1, Columns.texts(connection, made, FacultyDecisionMade::decisionId));
            insert.setArray(2, Columns.texts(connection, made, FacultyDecisionMade::caseId));
            insert.setArray(3, Columns.texts(connection, made, FacultyDecisionMade::studentId));
            insert.setArray(
                    4,
                    Columns.texts(
                            connection, made, decision -> decision.decision().name()));
            insert.setArray(5, Sql.column(connection, "date", made, FacultyDecisionMade::notifiedOn));
            insert.setArray(6, Sql.column(connection, "date", made, FacultyDecisionMade::appealDeadline));
            insert.setArray(
                    7, Sql.column(connection, "timestamptz", made, decision -> Sql.timestamp(decision.occurredAt())));
            insert.executeUpdate();
            news.fire(new DecisionsHeard(
                    made.stream().map(FacultyDecisionMade::decisionId).collect(toSet())));
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    public Optional<FacultyDecision> find(String decisionId) {
        return find(List.of(decisionId)).stream().findFirst();
    }

    /** Those of the references that name a decision. */
    public List<FacultyDecision> find(Collection<String> references) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT decision_id, case_id, student_id, decision, notified_on, appeal_deadline,
                            (decided_at AT TIME ZONE 'Europe/London')::date
                        FROM decisions WHERE decision_id = ANY (?) ORDER BY decision_id
                        """)) {
            select.setArray(1, Columns.texts(connection, references, reference -> reference));
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<FacultyDecision>();
                while (rows.next()) {
                    found.add(decision(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static FacultyDecision decision(ResultSet row) throws SQLException {
        return new FacultyDecision(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4).equals("WITHDRAW"),
                row.getObject(5, LocalDate.class),
                row.getObject(6, LocalDate.class),
                row.getObject(7, LocalDate.class));
    }
}
