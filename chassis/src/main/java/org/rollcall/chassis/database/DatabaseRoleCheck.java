package org.rollcall.chassis.database;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to start with a role that is a superuser or owns tables: for such a role append-only tables and row-level
 * security are void, and nobody would notice. And without the role for students' requests, or with one that could do
 * more, the first student who asks would find out.
 */
@ApplicationScoped
class DatabaseRoleCheck {

    private static final String ABOVE_THE_POLICIES = """
            SELECT rolname FROM pg_roles
            WHERE rolname IN (current_user, ?) AND (rolsuper OR rolbypassrls OR rolcreaterole OR EXISTS (
                SELECT FROM pg_tables WHERE schemaname = current_schema() AND tableowner = rolname))
            """;

    /** To step into a role is not to have its rights before: then its policies would not hold for it alone. */
    private static final String CAN_STEP_INTO = """
            SELECT FROM pg_roles
            WHERE rolname = ? AND pg_has_role(current_user, oid, 'SET') AND NOT pg_has_role(current_user, oid, 'USAGE')
            """;

    private final DataSource database;
    private final String studentRole;

    DatabaseRoleCheck(
            DataSource database, @ConfigProperty(name = "rollcall.database.student-role") String studentRole) {
        this.database = database;
        this.studentRole = studentRole;
    }

    void check(@Observes StartupEvent event) {
        try (var connection = database.getConnection()) {
            checkRights(connection);
            checkStudentRole(connection);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private void checkRights(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(ABOVE_THE_POLICIES)) {
            select.setString(1, studentRole);
            try (var role = select.executeQuery()) {
                if (role.next()) {
                    throw new IllegalStateException(
                            "The database role %s is a superuser, makes roles or owns tables: run the service as its application role, and the migrations as the owner"
                                    .formatted(role.getString(1)));
                }
            }
        }
    }

    private void checkStudentRole(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(CAN_STEP_INTO)) {
            select.setString(1, studentRole);
            try (var role = select.executeQuery()) {
                if (!role.next()) {
                    throw new IllegalStateException(
                            "The database role %s, for the requests of students, has to be granted to the service's own WITH INHERIT FALSE, SET TRUE"
                                    .formatted(studentRole));
                }
            }
        }
    }
}
