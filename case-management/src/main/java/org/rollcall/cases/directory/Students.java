package org.rollcall.cases.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.event.Delivery;
import org.rollcall.contracts.StudentRecord;

/** Students, as far as a case file marks them: who is sponsored, and who funds them. */
@ApplicationScoped
public class Students {

    /** Separates ids in a text: no id holds a control character. */
    private static final String BETWEEN_IDS = "\u001f";

    private final DataSource database;
    private final Event<StudentsHeard> heard;

    Students(DataSource database, Event<StudentsHeard> heard) {
        this.database = database;
        this.heard = heard;
    }

    /** Takes the latest of each student. */
    @Transactional(TxType.MANDATORY)
    void take(List<Delivery<StudentRecord>> deliveries) {
        var latest = new LinkedHashMap<String, StudentRecord>();
        var withdrawn = new HashSet<String>();
        for (var delivery : deliveries) {
            var record = delivery.payload();
            var key = record == null ? delivery.key() : record.studentId();
            if (record != null) {
                latest.put(key, record);
                withdrawn.remove(key);
            } else if (key != null) {
                latest.remove(key);
                withdrawn.add(key);
            }
        }
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        INSERT INTO students (student_id, sponsored, funding_bodies, programme_code)
                        SELECT student_id, sponsored, string_to_array(funding_bodies, ?), programme_code
                        FROM unnest(?::text[], ?::boolean[], ?::text[], ?::text[])
                            AS new (student_id, sponsored, funding_bodies, programme_code)
                        ORDER BY student_id
                        ON CONFLICT (student_id) DO UPDATE
                        SET sponsored = excluded.sponsored, funding_bodies = excluded.funding_bodies,
                            programme_code = excluded.programme_code
                        """);
                var delete = connection.prepareStatement("DELETE FROM students WHERE student_id = ANY (?)")) {
            var records = latest.values();
            upsert.setString(1, BETWEEN_IDS);
            upsert.setArray(2, Columns.texts(connection, records, StudentRecord::studentId));
            upsert.setArray(3, Sql.column(connection, "boolean", records, StudentRecord::sponsored));
            upsert.setArray(
                    4, Columns.texts(connection, records, record -> String.join(BETWEEN_IDS, record.fundingBodies())));
            upsert.setArray(5, Columns.texts(connection, records, StudentRecord::programmeCode));
            upsert.executeUpdate();
            delete.setArray(1, Columns.texts(connection, withdrawn, id -> id));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
        heard.fire(new StudentsHeard(latest.keySet()));
    }

    /** What is known of these students; of one without a record, nothing. */
    public Map<String, Marks> marks(Collection<String> studentIds) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT student_id, sponsored, funding_bodies FROM students WHERE student_id = ANY (?)")) {
            select.setArray(1, Columns.texts(connection, studentIds, id -> id));
            try (var rows = select.executeQuery()) {
                var marks = new HashMap<String, Marks>();
                while (rows.next()) {
                    var fundingBodies = (String[]) rows.getArray(3).getArray();
                    marks.put(rows.getString(1), new Marks(rows.getBoolean(2), List.of(fundingBodies)));
                }
                return marks;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The programme of a student; empty while nothing was heard of them. */
    public String programmeOf(String studentId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT programme_code FROM students WHERE student_id = ?")) {
            select.setString(1, studentId);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /**
     * How a student is marked in a case file.
     *
     * @param sponsored absences are reportable to UKVI
     * @param fundingBodies who may have to be told
     */
    public record Marks(boolean sponsored, List<String> fundingBodies) {

        /** Of a student who is neither sponsored nor funded, as far as is known. */
        public static final Marks NONE = new Marks(false, List.of());

        public Marks {
            fundingBodies = List.copyOf(fundingBodies);
        }
    }
}
