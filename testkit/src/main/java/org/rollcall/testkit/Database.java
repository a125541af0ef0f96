package org.rollcall.testkit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLState;

/**
 * A service's database with its roles: the owner, who migrates the schema; the application, which the migrations allow to
 * read and write rows; and the one that it steps into to answer students. On these servers a role's password is its name.
 */
public record Database(String name, String url) {

    static final String SUPERUSER = "postgres";

    private static final int MOST_TRIES = 10;
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
            if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = '" + database.student() + "'")) {
                statement.execute("CREATE ROLE " + database.student());
            }
            statement.execute("GRANT %s TO %s WITH INHERIT FALSE, SET TRUE"
                    .formatted(database.student(), database.application()));
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

    /** Nobody logs in as this role: the application steps into it. */
    public String student() {
        return application() + "_student";
    }

    public Connection connectAsOwner() throws SQLException {
        return connect(url, owner(), ownerPassword());
    }

    public Connection connectAsApplication() throws SQLException {
        return connect(url, application(), applicationPassword());
    }

    /** What its roles may do. */
    public DatabaseRights rights() {
        return new DatabaseRights(this);
    }

    /**
     * Empties every table but the record of the migrations. Where the service's own work holds some of them in another order,
     * the database ends one of the two: then this is tried again.
     */
    public void empty() {
        int tries = 1;
        while (!isEmptied(tries < MOST_TRIES)) {
            tries++;
        }
    }

    private boolean isEmptied(boolean mayFail) {
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
            return true;
        } catch (SQLException e) {
            if (mayFail && PSQLState.DEADLOCK_DETECTED.getState().equals(e.getSQLState())) {
                return false;
            }
            throw new ServerFailure("Database " + name + " could not be emptied", e);
        }
    }

    /** The tables with rows that hold the text anywhere, bytes included, and how many rows each has. */
    public SortedMap<String, Long> rowsHolding(String text) {
        SortedMap<String, Long> holding = new TreeMap<>();
        try (Connection connection = connectAsOwner();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            String bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            for (String table : tables) {
                try (PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM \"" + table
                        + "\" AS row WHERE position(? IN row::text) > 0 OR position(? IN row::text) > 0")) {
                    count.setString(1, text);
                    count.setString(2, bytes);
                    try (ResultSet rows = count.executeQuery()) {
                        rows.next();
                        if (rows.getLong(1) > 0) {
                            holding.put(table, rows.getLong(1));
                        }
                    }
                }
            }
            return holding;
        } catch (SQLException e) {
            throw new ServerFailure("Database " + name + " could not be searched", e);
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
                    GRANT USAGE ON SCHEMA public TO %3$s, %4$s;
                    """.formatted(name, owner(), application(), student()));
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
