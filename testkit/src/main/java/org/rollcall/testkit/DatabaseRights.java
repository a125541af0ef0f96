package org.rollcall.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the roles of a service may do in its database, as the catalogue says and as trying shows. */
public final class DatabaseRights {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Of every table: the rights of the application, of the application while it answers a student, and whose rows are which. */
    private static final String TABLES = """
            WITH kept AS (
                SELECT oid, relname, relacl, relrowsecurity, relkind, reloptions FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
            ), granted AS (
                SELECT kept.oid, right_to.grantee, right_to.privilege_type AS granted, 0 AS place
                FROM kept, aclexplode(kept.relacl) AS right_to
                UNION ALL
                SELECT kept.oid, right_to.grantee, format('%s (%s)', right_to.privilege_type,
                    string_agg(attname, ', ' ORDER BY attnum)), 1
                FROM kept JOIN pg_attribute ON attrelid = kept.oid, aclexplode(attacl) AS right_to
                GROUP BY kept.oid, right_to.grantee, right_to.privilege_type
            ), of_role AS (
                SELECT granted.oid, coalesce(rolname, 'public') AS role, string_agg(granted, ', '
                    ORDER BY array_position(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'], granted), granted) AS rights
                FROM granted LEFT JOIN pg_roles ON pg_roles.oid = grantee
                GROUP BY granted.oid, role
            )
            SELECT relname,
                coalesce((SELECT rights FROM of_role WHERE of_role.oid = kept.oid AND role = ?), '-'),
                coalesce((SELECT rights FROM of_role WHERE of_role.oid = kept.oid AND role = ?), '-'),
                CASE WHEN relkind = 'v' THEN CASE WHEN 'security_invoker=true' = ANY (reloptions) THEN 'as its tables' ELSE 'all' END
                    WHEN NOT relrowsecurity THEN '-' ELSE coalesce((
                    SELECT string_agg(regexp_replace(qual, '\\s+', ' ', 'g'), ' OR ' ORDER BY policyname) FROM pg_policies
                    WHERE schemaname = 'public' AND tablename = relname AND roles = ARRAY[?::name]
                        AND qual = with_check AND cmd = 'ALL' AND permissive = 'PERMISSIVE'), 'nothing') END,
                coalesce((SELECT string_agg(role || ': ' || rights, '; ' ORDER BY role) FROM of_role
                    WHERE of_role.oid = kept.oid AND role NOT IN (?, ?, ?)), '')
            FROM kept WHERE relname <> 'flyway_schema_history' ORDER BY relname
            """;

    private final Database database;

    DatabaseRights(Database database) {
        this.database = database;
    }

    /**
     * A line for every table: its name, the rights of the application, its rights while it answers a student, and which
     * rows are the asking student's, as in {@code appeals | SELECT, INSERT | SELECT | student_id}. A dash is for nothing.
     */
    public String tables() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.connectAsOwner();
                var select = connection.prepareStatement(TABLES)) {
            select.setString(1, database.application());
            select.setString(2, database.student());
            select.setString(3, database.student());
            select.setString(4, database.application());
            select.setString(5, database.student());
            select.setString(6, database.owner());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    lines.add("%s | %s | %s | %s%s"
                            .formatted(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    own(rows.getString(4)),
                                    rows.getString(5).isEmpty() ? "" : " | and others: " + rows.getString(5)));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** Tables that name a student in a row and show it to every student. */
    public List<String> tablesOpenToEveryStudent() throws SQLException {
        return texts("""
                SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND NOT attisdropped
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attname = 'student_id'
                    AND (NOT relrowsecurity OR NOT EXISTS (SELECT FROM pg_policies
                        WHERE schemaname = 'public' AND tablename = relname AND roles = ARRAY['%s'::name]))
                ORDER BY relname
                """.formatted(database.student()));
    }

    /** What the application may do although it needs nothing of the kind, of all that it should be refused; tried, and undone. */
    public List<String> breaches() throws SQLException {
        List<String> tables =
                texts("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
        List<String> attempts = Stream.concat(
                        tables.stream().flatMap(DatabaseRights::onTable),
                        Stream.of(
                                "CREATE TABLE mine (id int)",
                                "CREATE TEMPORARY TABLE mine (id int)",
                                "CREATE SCHEMA mine",
                                "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
                                "CREATE ROLE mine",
                                "CREATE EXTENSION pgcrypto",
                                "SELECT rolpassword FROM pg_authid",
                                "SELECT pg_read_file('postgresql.conf')",
                                "COPY (SELECT 1) TO PROGRAM 'true'",
                                "COPY (SELECT 1) TO '/tmp/mine'",
                                "SET session_replication_role = replica",
                                "SET ROLE " + database.owner(),
                                "ALTER ROLE %s SUPERUSER".formatted(database.application()),
                                "GRANT %s TO %s".formatted(database.owner(), database.application())))
                .toList();
        List<String> breaches = new ArrayList<>();
        try (Connection connection = database.connectAsApplication();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String attempt : attempts) {
                if (!isRefused(statement, attempt)) {
                    breaches.add(attempt);
                }
                connection.rollback();
            }
        }
        return breaches;
    }

    private static Stream<String> onTable(String table) {
        if (table.equals("flyway_schema_history")) {
            return Stream.of("SELECT FROM flyway_schema_history", "DELETE FROM flyway_schema_history");
        }
        return Stream.of(
                        "TRUNCATE %s",
                        "DROP TABLE %s CASCADE",
                        "ALTER TABLE %s ADD COLUMN mine int",
                        "ALTER TABLE %s DISABLE TRIGGER ALL",
                        "ALTER TABLE %s DISABLE ROW LEVEL SECURITY",
                        "CREATE INDEX ON %s ((1))",
                        "CREATE POLICY mine ON %s",
                        "CREATE TRIGGER mine AFTER INSERT ON %s EXECUTE FUNCTION suppress_redundant_updates_trigger()")
                .map(attempt -> attempt.formatted(table));
    }

    private static boolean isRefused(Statement statement, String attempt) throws SQLException {
        try {
            statement.execute(attempt);
            return false;
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return true;
            }
            throw new SQLException("'%s' failed for another reason: %s".formatted(attempt, e.getMessage()), e);
        }
    }

    /** As it was written where a column names the student. */
    private static String own(String condition) {
        return condition
                .replaceFirst("^\\(\\(?(\\w+)\\)?(?:::text)? = \\( SELECT asker\\(\\) AS asker\\)\\)$", "$1")
                .replaceFirst("^\\((\\w+) IN \\( SELECT (\\w+)\\.(\\w+) FROM \\2\\)\\)$", "$1 of $2");
    }

    private List<String> texts(String query) throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
