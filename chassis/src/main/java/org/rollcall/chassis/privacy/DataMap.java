package org.rollcall.chassis.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Sql;

/** Everything that the service's database holds about students: what is the service's own, and what delivery keeps. */
@ApplicationScoped
public class DataMap {

    private static final Map<String, String> ABOUT_NOBODY = Map.of(
            "flyway_schema_history", "the migrations that were run",
            "inbox", "the ids of events, without whom they were about");

    private static final List<Category> OF_DELIVERY = List.of(
            new Category(
                    "erasures",
                    "To keep whoever was erased from coming back, and to show that it was done.",
                    null,
                    List.of(Holding.of("erased_student", "student_hash = hash_of_student(?)"))),
            new Category(
                    "published-events",
                    "To publish what happened exactly once, and to account for it.",
                    Term.ofDays(90),
                    List.of(Holding.shown(
                            "outbox",
                            "SELECT topic, as_json(payload) AS event, created_at, published_at"
                                    + " FROM outbox WHERE key = ? ORDER BY id"))),
            new Category(
                    "taken-events",
                    "To take each event once; to know which cases and appeals are open.",
                    Term.ofDays(90),
                    List.of(Holding.of("hold_heard"))),
            new Category(
                    "refused-input",
                    "To find out why something that other systems sent could not be used.",
                    Term.ofYears(1),
                    // What names others besides the student is theirs too, and is not shown.
                    List.of(Holding.shown("quarantine", """
                            SELECT id, topic, reason, quarantined_at,
                                CASE WHEN key = convert_to(?, 'UTF8') THEN as_json(payload) END AS payload
                            FROM quarantine
                            WHERE key = convert_to(?, 'UTF8')
                                OR position(convert_to('"' || ? || '"', 'UTF8') IN payload) > 0
                                OR position('''' || ? || '''' IN detail) > 0
                            """))),
            new Category(
                    "idempotency-keys",
                    "To create what a student asked for once, however often the request is repeated.",
                    Term.ofDays(30),
                    List.of(Holding.of("idempotency_keys", "person = ?"))));

    private final DataSource database;
    private final List<Category> categories;
    private final Map<String, String> aboutNobody = new HashMap<>(ABOUT_NOBODY);

    DataMap(DataSource database, @Any Instance<StudentData> ofService) {
        this.database = database;
        categories = Stream.concat(ofService.stream().flatMap(data -> data.categories().stream()), OF_DELIVERY.stream())
                .toList();
        ofService.stream().forEach(data -> aboutNobody.putAll(data.aboutNobody()));
    }

    /** The service's own first. */
    public List<Category> categories() {
        return categories;
    }

    /** The tables that the database has and nobody has thought about: neither exported nor named as being about nobody. */
    public SortedSet<String> forgotten() {
        var forgotten = new TreeSet<>(tables());
        categories.stream()
                .flatMap(category -> category.holdings().stream())
                .forEach(holding -> forgotten.remove(holding.table()));
        forgotten.removeAll(aboutNobody.keySet());
        return forgotten;
    }

    /** The tables of the database. */
    SortedSet<String> tables() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")) {
            var tables = new HashSet<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return new TreeSet<>(tables);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
