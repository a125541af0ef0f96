package org.rollcall.chassis.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.person.Person;
import org.rollcall.chassis.problem.Problems;

/**
 * Makes calls that create something repeatable: a request that names itself by an {@code Idempotency-Key} creates once,
 * and whoever repeats it is shown what it created. The key is kept in the transaction of the effect, in the table
 * {@code idempotency_keys} (person, key, request, resource_id, asked_at) of the service's migrations.
 */
@ApplicationScoped
public class Idempotency {

    private static final int KEY_LENGTH = 255;

    private final DataSource database;
    private final ObjectMapper json;
    private final InstantSource clock;

    Idempotency(DataSource database, ObjectMapper json, InstantSource clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** What a request created, and whether it was a repetition. */
    public record Created(String id, boolean again) {}

    /**
     * Creates, unless the same request did before.
     *
     * @param key null where the request does not name itself
     * @param request what is asked for; its JSON tells requests apart
     */
    @Transactional(TxType.MANDATORY)
    public Created once(Person person, @Nullable String key, Object request, Supplier<String> create) {
        if (key == null) {
            return new Created(create.get(), false);
        }
        if (key.isBlank() || key.length() > KEY_LENGTH) {
            throw Problems.badRequest("Idempotency-Key", "has 1 to " + KEY_LENGTH + " characters");
        }
        var hash = hash(request);
        // Whoever asks the same at this moment is waited for: the key's row is theirs until they are done.
        if (enter(person, key, hash)) {
            var id = create.get();
            name(person, key, id);
            return new Created(id, false);
        }
        return new Created(created(person, key, hash), true);
    }

    private boolean enter(Person person, String key, String hash) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO idempotency_keys (person, key, request, asked_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)) {
            insert.setString(1, person.id());
            insert.setString(2, key);
            insert.setString(3, hash);
            insert.setObject(4, Sql.timestamp(clock.instant()));
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private void name(Person person, String key, String id) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE idempotency_keys SET resource_id = ? WHERE person = ? AND key = ?")) {
            update.setString(1, id);
            update.setString(2, person.id());
            update.setString(3, key);
            update.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private String created(Person person, String key, String hash) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT request, resource_id FROM idempotency_keys WHERE person = ? AND key = ?")) {
            select.setString(1, person.id());
            select.setString(2, key);
            try (var row = select.executeQuery()) {
                if (!row.next() || !row.getString(1).equals(hash)) {
                    throw Problems.unprocessable(
                            "idempotency-key-reused", "This Idempotency-Key was given with another request before");
                }
                return row.getString(2);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    /** The request itself may hold a reason, which is nowhere kept in plain. */
    private String hash(Object request) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(request)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What came as JSON goes as JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
