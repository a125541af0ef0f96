package org.rollcall.appeals.heard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.rollcall.appeals.dossier.Fact;
import org.rollcall.appeals.dossier.Source;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.contracts.Topics;

/** Everything that was told of every student. It is added to and never changed: more than that the database refuses. */
@ApplicationScoped
public class Heard {

    private static final Map<String, Class<?>> TYPES = Stream.concat(
                    Stream.of(Topics.CASES, Topics.WEEKS, Topics.THRESHOLDS, Topics.NOTIFICATIONS)
                            .flatMap(topic -> topic.types().stream()),
                    Stream.of(Standing.class))
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

    private final DataSource database;
    private final ObjectMapper json;

    Heard(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * An event on its way into the chronicle.
     *
     * @param event a record of the contracts, or a {@link Standing}
     */
    record Told(String studentId, Source source, Object event) {}

    /** Keeps what is new; the same event delivered again is the same row. */
    @Transactional(TxType.MANDATORY)
    void keep(Collection<Told> told) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO heard (student_id, topic, event_id, type, at, known_at, payload)
                        SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                            ?::timestamptz[], ?::text[])
                        ORDER BY 1, 2, 3
                        ON CONFLICT DO NOTHING
                        """)) {
            insert.setArray(1, Columns.texts(connection, told, Told::studentId));
            insert.setArray(
                    2, Columns.texts(connection, told, row -> row.source().topic()));
            insert.setArray(
                    3, Columns.texts(connection, told, row -> row.source().eventId()));
            insert.setArray(
                    4, Columns.texts(connection, told, row -> row.source().type()));
            insert.setArray(
                    5,
                    Sql.column(
                            connection,
                            "timestamptz",
                            told,
                            row -> Sql.timestamp(row.source().at())));
            insert.setArray(
                    6,
                    Sql.column(
                            connection,
                            "timestamptz",
                            told,
                            row -> Sql.timestamp(row.source().knownAt())));
            insert.setArray(7, Columns.texts(connection, told, row -> write(row.event())));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** All that is known of a student, as facts. */
    @Transactional
    public List<Fact> of(String studentId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        SELECT topic, event_id, type, at, known_at, payload FROM heard
                        WHERE student_id = ? ORDER BY at, event_id
                        """)) {
            select.setString(1, studentId);
            try (var rows = select.executeQuery()) {
                var facts = new ArrayList<Fact>();
                while (rows.next()) {
                    var source = new Source(
                            rows.getString(2),
                            rows.getString(1),
                            rows.getString(3),
                            instant(rows.getObject(4, OffsetDateTime.class)),
                            instant(rows.getObject(5, OffsetDateTime.class)));
                    facts.add(Facts.of(source, read(source.type(), rows.getString(6))));
                }
                return facts;
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static Instant instant(OffsetDateTime stored) {
        return stored.toInstant();
    }

    private String write(Object event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object read(String type, String payload) {
        var known = TYPES.get(type);
        if (known == null) {
            throw new IllegalStateException("An event of the type " + type + " is kept, but not known");
        }
        try {
            return json.readValue(payload, known);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
