package org.rollcall.chassis.person;

import static java.util.Objects.requireNonNullElse;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgConnection;

/**
 * A net below the code: a connection that answers a student sees that student's rows alone, whatever a statement forgets
 * to ask for. For as long as the request has it, it steps into the database's role for students, to which the policies of
 * the tables show the rows of the student in {@code rollcall.student}; everyone else's connections are as they were. It
 * holds mistakes, not intruders: whoever can run statements of their own can step back.
 */
@Singleton
class OwnRows implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(OwnRows.class);

    private final SecurityIdentity identity;
    private final ResourceInfo operation;
    private final Persons persons;
    private final String role;

    /** The connections that are a student's now. */
    private final Set<PGConnection> bound = ConcurrentHashMap.newKeySet();

    OwnRows(
            SecurityIdentity identity,
            ResourceInfo operation,
            Persons persons,
            @ConfigProperty(name = "rollcall.database.student-role") String role) {
        this.identity = identity;
        this.operation = operation;
        this.persons = persons;
        this.role = role;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        try {
            var student = askingStudent();
            if (student != null) {
                bind(connection, student);
            }
        } catch (SQLException | RuntimeException e) {
            giveUp(connection, e);
        }
    }

    /** Comes when the transaction has ended, so what is set here stays set. */
    @Override
    public void onConnectionReturn(Connection connection) {
        try {
            if (bound.remove(physical(connection))) {
                execute(connection, "RESET ROLE; RESET rollcall.student");
            }
        } catch (SQLException e) {
            giveUp(connection, e);
        }
    }

    /** Null where nobody asks by REST, as in consumers and scheduled work, and where it is not a student who does. */
    private @Nullable String askingStudent() {
        if (!Arc.container().requestContext().isActive() || CurrentRequestManager.get() == null) {
            return null;
        }
        if (identity.isAnonymous() || OpenTo.isBesideOwnRows(operation)) {
            return null;
        }
        var person = persons.asking();
        return person.roles().equals(Set.of(Roles.STUDENT)) ? requireNonNullElse(person.studentId(), "") : null;
    }

    private void bind(Connection connection, String student) throws SQLException {
        var physical = physical(connection);
        bound.add(physical);
        // No query, so that the transaction may still be given another isolation.
        execute(
                connection,
                "SET ROLE %s; SET rollcall.student = '%s'"
                        .formatted(physical.escapeIdentifier(role), physical.escapeLiteral(student)));
    }

    /**
     * Closes what may be neither the student's nor everyone's: whoever has it finds it closed and the pool replaces it. An
     * exception here would leave the pool with a connection that nobody gives back.
     */
    private void giveUp(Connection connection, Exception why) {
        LOG.warn("A connection is closed: it could not be bound to a student, or set free again", why);
        try {
            var physical = connection.unwrap(PgConnection.class);
            bound.remove(physical);
            physical.close();
        } catch (SQLException e) {
            LOG.debug("It was closed already", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static PGConnection physical(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class);
    }
}
