package org.rollcall.chassis.database;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Refuses to start with a role that is a superuser or owns tables: for such a role append-only tables and row-level
 * security are void, and nobody would notice.
 */
@ApplicationScoped
class DatabaseRoleCheck {

    private final DataSource database;

    DatabaseRoleCheck(DataSource database) {
        this.database = database;
    }

    void check(@Observes StartupEvent event) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var role = statement.executeQuery("""
                        SELECT current_user, rolsuper OR rolbypassrls OR EXISTS (
                            SELECT FROM pg_tables WHERE schemaname = current_schema() AND tableowner = current_user)
                        FROM pg_roles WHERE rolname = current_user
                        """)) {
            role.next();
            if (role.getBoolean(2)) {
                throw new IllegalStateException(
                        "The database role %s is a superuser or owns tables: run the service as its application role, and the migrations as the owner"
                                .formatted(role.getString(1)));
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
