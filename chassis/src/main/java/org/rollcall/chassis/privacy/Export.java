package org.rollcall.chassis.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Sql;

/** Writes what the service holds about a student as one JSON document, row by row as the database hands them out. */
@ApplicationScoped
class Export {

    private static final int ROWS_AT_ONCE = 200;

    private final DataMap map;
    private final RetentionTerms terms;
    private final DataSource database;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final String service;

    Export(
            DataMap map,
            RetentionTerms terms,
            DataSource database,
            ObjectMapper json,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.map = map;
        this.terms = terms;
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.service = service;
    }

    /** All of one moment, whatever happens meanwhile. */
    void write(String studentId, OutputStream to) throws IOException {
        var tables = map.tables();
        try (var connection = database.getConnection()) {
            var usual = connection.getTransactionIsolation();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (var out = json.getFactory().createGenerator(to)) {
                // What breaks off in the middle must not look whole.
                out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
                out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                out.writeStartObject();
                out.writeStringField("studentId", studentId);
                out.writeStringField("service", service);
                out.writeStringField("exportedAt", clock.instant().toString());
                out.writeArrayFieldStart("categories");
                for (var category : map.categories()) {
                    write(connection, studentId, category, tables, out);
                }
                out.writeEndArray();
                out.writeEndObject();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
                connection.setTransactionIsolation(usual);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private void write(
            Connection connection, String studentId, Category category, Set<String> tables, JsonGenerator out)
            throws SQLException, IOException {
        out.writeStartObject();
        out.writeStringField("category", category.name());
        out.writeStringField("purpose", category.purpose());
        out.writeStringField("kept", terms.inWords(category));
        out.writeObjectFieldStart("tables");
        for (var holding : category.holdings()) {
            if (tables.contains(holding.table())) {
                out.writeArrayFieldStart(holding.table());
                writeRows(connection, studentId, holding, out);
                out.writeEndArray();
            }
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeRows(Connection connection, String studentId, Holding holding, JsonGenerator out)
            throws SQLException, IOException {
        try (var select = connection.prepareStatement(holding.query())) {
            select.setFetchSize(ROWS_AT_ONCE);
            for (var parameter = 1; parameter <= holding.parameters(); parameter++) {
                select.setString(parameter, studentId);
            }
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    writeRow(rows, holding, out);
                }
            }
        }
    }

    private static void writeRow(ResultSet row, Holding holding, JsonGenerator out) throws SQLException, IOException {
        var columns = row.getMetaData();
        out.writeStartObject();
        for (var column = 1; column <= columns.getColumnCount(); column++) {
            var name = columns.getColumnLabel(column);
            out.writeFieldName(camelCase(name));
            row.getObject(column);
            if (row.wasNull()) {
                out.writeNull();
                continue;
            }
            var opening = holding.opened().get(name);
            if (opening == null) {
                writeValue(row, column, columns.getColumnTypeName(column), out);
            } else {
                out.writeString(opening.open(row));
            }
        }
        out.writeEndObject();
    }

    private static void writeValue(ResultSet row, int column, String type, JsonGenerator out)
            throws SQLException, IOException {
        switch (type) {
            case "bool" -> out.writeBoolean(row.getBoolean(column));
            case "int2", "int4", "int8", "bigserial" -> out.writeNumber(row.getLong(column));
            case "timestamptz" ->
                out.writeString(
                        row.getObject(column, OffsetDateTime.class).toInstant().toString());
            case "json", "jsonb" -> out.writeRawValue(row.getString(column));
            // Files: as base64.
            case "bytea" -> out.writeBinary(row.getBytes(column));
            case "_text", "_date" -> writeAll((Object[]) row.getArray(column).getArray(), out);
            default -> out.writeString(row.getString(column));
        }
    }

    private static void writeAll(@Nullable Object[] values, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (var value : values) {
            out.writeString(String.valueOf(value));
        }
        out.writeEndArray();
    }

    private static String camelCase(String column) {
        var name = new StringBuilder();
        for (var part : column.split("_", -1)) {
            name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return name.toString();
    }
}
