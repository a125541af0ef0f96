package org.rollcall.cases.secrecy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.ids.Ids;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.secrecy.Secrets;

/** What people wrote about a case. */
@ApplicationScoped
public class Texts {

    /** The longest text that is taken. */
    public static final int LENGTH = 10_000;

    private final DataSource database;
    private final Secrets secrets;
    private final Ids ids;
    private final InstantSource clock;

    Texts(DataSource database, Secrets secrets, Ids ids, InstantSource clock) {
        this.database = database;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a text is. */
    public enum Kind {
        /** A change of circumstances (clause 10). */
        CIRCUMSTANCES,
        INTERVIEW_NOTES,
        RECOMMENDATION,
        DECISION,
        CLOSURE,
        REVIEW
    }

    /**
     * A text, decrypted.
     *
     * @param about the interview or decision that it belongs to; null where it belongs to the case
     * @param from first day of the absence that it explains; null where it names none
     */
    public record Text(
            String textId,
            Kind kind,
            @Nullable String about,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String by,
            Instant at,
            String text) {}

    /** Keeps a text, and says under which id. */
    @Transactional(TxType.MANDATORY)
    public String keep(String caseId, Kind kind, @Nullable String about, Person by, String text) {
        return keep(caseId, kind, about, null, null, by, text);
    }

    /** Keeps a text that explains an absence of these days. */
    @Transactional(TxType.MANDATORY)
    public String keep(
            String caseId,
            Kind kind,
            @Nullable String about,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Person by,
            String text) {
        var id = ids.next().toString();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO case_texts
                            (text_id, case_id, kind, about, from_day, to_day, written_by, written_at, sealed)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setString(1, id);
            insert.setString(2, caseId);
            insert.setString(3, kind.name());
            insert.setString(4, about);
            insert.setObject(5, from);
            insert.setObject(6, to);
            insert.setString(7, by.id());
            insert.setObject(8, Sql.timestamp(clock.instant()));
            insert.setBytes(9, secrets.seal(text, place(caseId, id)));
            insert.executeUpdate();
            return id;
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** Whether this is a report of changed circumstances in a case of the student. */
    @Transactional(TxType.MANDATORY)
    public boolean isReportAbout(String textId, String studentId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT EXISTS (SELECT FROM case_texts JOIN cases USING (case_id)
                            WHERE text_id = ? AND kind = 'CIRCUMSTANCES' AND student_id = ?)
                        """)) {
            select.setString(1, textId);
            select.setString(2, studentId);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** All that was written about a case, oldest first. */
    public List<Text> of(String caseId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT text_id, kind, about, from_day, to_day, written_by, written_at, sealed
                        FROM case_texts WHERE case_id = ? ORDER BY text_id
                        """)) {
            select.setString(1, caseId);
            try (var rows = select.executeQuery()) {
                var texts = new ArrayList<Text>();
                while (rows.next()) {
                    texts.add(new Text(
                            rows.getString(1),
                            Kind.valueOf(rows.getString(2)),
                            rows.getString(3),
                            rows.getObject(4, LocalDate.class),
                            rows.getObject(5, LocalDate.class),
                            rows.getString(6),
                            rows.getObject(7, OffsetDateTime.class).toInstant(),
                            secrets.open(rows.getBytes(8), place(caseId, rows.getString(1)))));
                }
                return texts;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static String place(String caseId, String textId) {
        return "case_texts/" + caseId + "/" + textId;
    }
}
