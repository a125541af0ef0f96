package org.rollcall.appeals.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;

/** Which appeals have their Completion of Procedures letter, and what the others wait for. */
@ApplicationScoped
class LetterStates {

    private final DataSource database;

    LetterStates(DataSource database) {
        this.database = database;
    }

    /** Of one appeal. */
    record LetterState(@Nullable LocalDate dated, @Nullable LocalDate lastDayForOia, List<String> missing) {

        static final LetterState NONE = new LetterState(null, null, List.of());
    }

    Map<String, LetterState> of(Collection<String> appealIds) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT appeal_id, dated, last_day_for_oia, missing
                        FROM unnest(?::text[]) AS asked (appeal_id)
                            LEFT JOIN letters USING (appeal_id) LEFT JOIN letters_waiting USING (appeal_id)
                        """)) {
            select.setArray(1, Columns.texts(connection, appealIds, id -> id));
            try (var rows = select.executeQuery()) {
                var states = new HashMap<String, LetterState>();
                while (rows.next()) {
                    var missing = rows.getArray(4);
                    states.put(
                            rows.getString(1),
                            new LetterState(
                                    rows.getObject(2, LocalDate.class),
                                    rows.getObject(3, LocalDate.class),
                                    missing == null ? List.of() : List.of((String[]) missing.getArray())));
                }
                return states;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
