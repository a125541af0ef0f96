package org.rollcall.notification.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;

/** How each appeal ended. An end is final, so the first that is noted stays. */
@ApplicationScoped
class AppealOutcomes {

    private final DataSource database;

    AppealOutcomes(DataSource database) {
        this.database = database;
    }

    void note(String appealId, AppealOutcome outcome) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO appeal (appeal_id, outcome) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, appealId);
            insert.setString(2, outcome.name());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    Optional<AppealOutcome> of(String appealId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT outcome FROM appeal WHERE appeal_id = ?")) {
            select.setString(1, appealId);
            try (var found = select.executeQuery()) {
                return found.next() ? Optional.of(AppealOutcome.valueOf(found.getString(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
