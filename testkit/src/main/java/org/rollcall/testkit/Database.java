package org.rollcall.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A service's database with its two roles: the owner, who migrates the schema, and the application, which reads and
 * writes rows and may do nothing else. On these servers a role's password is its name.
 */
public record Database(String name, String url) {

    static final String SUPERUSER = "postgres";

    private static final Pattern NAME = Pattern.compile("[a-z_]+");

    public Database {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name for a database: " + name);
        }
    }

    static Database at(int port, String name) {
        return new Database(name, url(port, name));
    }

    /** The database of this name on the server at this port; it and its roles are created where they are missing. */
    static Database create(int port, String name) {
        Database database = at(port, name);
        try (Connection server = connectAsSuperuser(port, SUPERUSER);
                Statement statement = server.createStatement()) {
            createRole(statement, database.owner(), database.ownerPassword());
            createRole(statement, database.application(), database.applicationPassword());
            if (!exists(statement, "SELECT FROM pg_database WHERE datname = '" + name + "'")) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + database.owner());
            }
        } catch (SQLException e) {
            throw new ServerFailure("Database " + name + " could not be created", e);
        }
        database.grant(port);
        return database;
    }

    static Connection connectAsSuperuser(int port, String name) throws SQLException {
        return connect(url(port, name), SUPERUSER, SUPERUSER);
    }

    public String owner() {
        return name + "_owner";
    }

    public String ownerPassword() {
        return owner();
    }

    public String application() {
        return name + "_app";
    }

    public String applicationPassword() {
        return application();
    }

    public Connection connectAsOwner() throws SQLException {
        return connect(url, owner(), ownerPassword());
    }

    public Connection connectAsApplication() throws SQLException {
        return connect(url, application(), applicationPassword());
    }

    /** Empties every table but the record of the migrations. */
    public void empty() {
        try (Connection connection = connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    DO $$
                    DECLARE
                        tables text;
                    BEGIN
                        SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') INTO tables
                        FROM pg_tables
                        WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history';
                        IF tables IS NOT NULL THEN
                            EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY CASCADE';
                        END IF;
                    END $$""");
        } catch (SQLException e) {
            throw new ServerFailure("Database " + name + " could not be emptied", e);
        }
    }

    private void grant(int port) {
        try (Connection connection = connectAsSuperuser(port, name);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    REVOKE ALL ON DATABASE %1$s FROM PUBLIC;
                    GRANT CONNECT ON DATABASE %1$s TO %2$s, %3$s;
                    ALTER SCHEMA public OWNER TO %2$s;
                    REVOKE ALL ON SCHEMA public FROM PUBLIC;
                    GRANT USAGE ON SCHEMA public TO %3$s;
                    ALTER DEFAULT PRIVILEGES FOR ROLE %2$s IN SCHEMA public
                        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %3$s;
                    ALTER DEFAULT PRIVILEGES FOR ROLE %2$s IN SCHEMA public
                        GRANT USAGE, SELECT ON SEQUENCES TO %3$s;
                    """.formatted(name, owner(), application()));
        } catch (SQLException e) {
            throw new ServerFailure("The rights on database " + name + " could not be given", e);
        }
    }

    /** Not by the DriverManager, which knows the driver of one class loader only. */
    static Connection connect(String url, String user, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source.getConnection(user, password);
    }

    private static String url(int port, String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    private static void createRole(Statement statement, String role, String password) throws SQLException {
        if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = '" + role + "'")) {
            statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
