package org.rollcall.notification.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.contracts.ProgrammeRecord;

/** The programmes, as programme records last said. */
@ApplicationScoped
public class Programmes {

    private final DataSource database;

    Programmes(DataSource database) {
        this.database = database;
    }

    /** What is known of each of the programmes; nothing but the code while programme records have not said more. */
    public Map<String, Programme> all(Collection<String> programmeCodes) {
        var programmes = new HashMap<String, Programme>();
        programmeCodes.forEach(code -> programmes.put(code, Programme.unknown(code)));
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT programme_code, title, leader_name, leader_email, admin_office_email
                        FROM programme WHERE programme_code = ANY (?)
                        """)) {
            select.setArray(1, Columns.texts(connection, programmes.keySet(), Function.identity()));
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    var programme = new Programme(
                            found.getString(1),
                            found.getString(2),
                            found.getString(3),
                            found.getString(4),
                            found.getString(5));
                    programmes.put(programme.programmeCode(), programme);
                }
            }
            return programmes;
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    void take(Latest<ProgrammeRecord> latest) {
        try (var connection = database.getConnection()) {
            forget(connection, latest.withdrawn());
            keep(connection, latest.told());
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static void forget(Connection connection, List<String> programmeCodes) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM programme WHERE programme_code = ANY (?)")) {
            delete.setArray(1, Columns.texts(connection, programmeCodes, Function.identity()));
            delete.executeUpdate();
        }
    }

    private static void keep(Connection connection, List<ProgrammeRecord> programmes) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                INSERT INTO programme
                    (programme_code, title, leader_name, leader_email, admin_office_email, faculty)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                ON CONFLICT (programme_code) DO UPDATE SET
                    title = excluded.title, leader_name = excluded.leader_name,
                    leader_email = excluded.leader_email, admin_office_email = excluded.admin_office_email,
                    faculty = excluded.faculty
                """)) {
            upsert.setArray(1, Columns.texts(connection, programmes, ProgrammeRecord::programmeCode));
            upsert.setArray(2, Columns.texts(connection, programmes, ProgrammeRecord::title));
            upsert.setArray(3, Columns.texts(connection, programmes, ProgrammeRecord::leaderName));
            upsert.setArray(4, Columns.texts(connection, programmes, ProgrammeRecord::leaderEmail));
            upsert.setArray(5, Columns.texts(connection, programmes, ProgrammeRecord::adminOfficeEmail));
            upsert.setArray(6, Columns.texts(connection, programmes, ProgrammeRecord::faculty));
            upsert.executeUpdate();
        }
    }
}
