package org.rollcall.chassis.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.chassis.time.AcademicCalendar;
import org.rollcall.contracts.AppealEvent;
import org.rollcall.contracts.AppealEvent.CompletionOfProceduresIssued;
import org.rollcall.contracts.CaseEvent;
import org.rollcall.contracts.CaseEvent.CaseClosed;
import org.rollcall.contracts.CaseEvent.CaseReviewRequired;
import org.rollcall.contracts.CaseEvent.CircumstancesReported;
import org.rollcall.contracts.CaseEvent.WithdrawalTookEffect;

/**
 * What may not be erased because a case or an appeal is open. Every service hears of both, so that none has to ask another
 * before it erases something or lets it go. A student's events come in their order, so the last word stands, however often
 * it is delivered.
 */
@ApplicationScoped
public class LegalHolds {

    /** For so long after the Completion of Procedures letter the OIA takes a complaint. */
    private static final int MONTHS_FOR_OIA = 12;

    private final DataSource database;

    LegalHolds(DataSource database) {
        this.database = database;
    }

    /**
     * Why data is held.
     *
     * @param kind {@code case}, {@code appeal}, or what else the service knows
     * @param until the last day; null while there is no end in sight
     */
    public record Hold(
            String kind, String id, Instant since, @Nullable LocalDate until) {}

    private record Key(String studentId, String kind, String id) {}

    /** What became of a hold: it stands until a day or without an end, or it is over. */
    private sealed interface Word {
        record Stands(Instant since, @Nullable LocalDate until) implements Word {}

        record Over() implements Word {}
    }

    /** A case holds from its opening to its end. */
    @Transactional(TxType.MANDATORY)
    public void hearCases(List<Delivery<CaseEvent>> deliveries) {
        var words = new LinkedHashMap<Key, Word>();
        for (var delivery : deliveries) {
            var event = delivery.event();
            var key = new Key(event.studentId(), "case", event.caseId());
            if (event instanceof CaseClosed || event instanceof WithdrawalTookEffect) {
                words.put(key, new Word.Over());
            } else if (!(event instanceof CaseReviewRequired || event instanceof CircumstancesReported)) {
                // Those two are said of cases that have ended, too.
                words.put(key, new Word.Stands(event.occurredAt(), null));
            }
        }
        keep(words);
    }

    /** An appeal holds from its receipt until the time for a complaint to the OIA has passed. */
    @Transactional(TxType.MANDATORY)
    public void hearAppeals(List<Delivery<AppealEvent>> deliveries) {
        var words = new LinkedHashMap<Key, Word>();
        for (var delivery : deliveries) {
            var event = delivery.event();
            var until = event instanceof CompletionOfProceduresIssued
                    ? AcademicCalendar.dayOf(event.occurredAt()).plusMonths(MONTHS_FOR_OIA)
                    : null;
            words.put(
                    new Key(event.studentId(), "appeal", event.appealId()), new Word.Stands(event.occurredAt(), until));
        }
        keep(words);
    }

    /** Why the student may not be erased on this day. */
    @Transactional
    public List<Hold> on(String studentId, LocalDate today) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT * FROM holds_on(?, ?) ORDER BY held_since, held_id")) {
            select.setString(1, studentId);
            select.setObject(2, today);
            try (var rows = select.executeQuery()) {
                var holds = new ArrayList<Hold>();
                while (rows.next()) {
                    holds.add(new Hold(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getTimestamp(3).toInstant(),
                            rows.getObject(4, LocalDate.class)));
                }
                return holds;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private void keep(Map<Key, Word> words) {
        var over = new ArrayList<Key>();
        var standing = new LinkedHashMap<Key, Word.Stands>();
        words.forEach((key, word) -> {
            switch (word) {
                case Word.Over() -> over.add(key);
                case Word.Stands stands -> standing.put(key, stands);
            }
        });
        try (var connection = database.getConnection()) {
            end(connection, over);
            stand(connection, standing.keySet(), standing.values());
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static void end(Connection connection, Collection<Key> keys) throws SQLException {
        try (var delete = connection.prepareStatement("""
                DELETE FROM hold_heard WHERE (student_id, kind, id) IN (
                    SELECT * FROM unnest(?::text[], ?::text[], ?::text[]))
                """)) {
            setKeys(connection, delete, keys);
            delete.executeUpdate();
        }
    }

    private static void stand(Connection connection, Collection<Key> keys, Collection<Word.Stands> words)
            throws SQLException {
        try (var upsert = connection.prepareStatement("""
                INSERT INTO hold_heard AS h (student_id, kind, id, since, until)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::date[])
                ORDER BY 1, 2, 3
                ON CONFLICT (student_id, kind, id) DO UPDATE
                SET since = least(h.since, excluded.since), until = excluded.until
                WHERE (h.since, h.until) IS DISTINCT FROM (least(h.since, excluded.since), excluded.until)
                """)) {
            setKeys(connection, upsert, keys);
            upsert.setArray(4, Sql.column(connection, "timestamptz", words, word -> Sql.timestamp(word.since())));
            upsert.setArray(5, Sql.column(connection, "date", words, Word.Stands::until));
            upsert.executeUpdate();
        }
    }

    private static void setKeys(Connection connection, PreparedStatement statement, Collection<Key> keys)
            throws SQLException {
        statement.setArray(1, Columns.texts(connection, keys, Key::studentId));
        statement.setArray(2, Columns.texts(connection, keys, Key::kind));
        statement.setArray(3, Columns.texts(connection, keys, Key::id));
    }
}
