package org.rollcall.appeals.appeal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.person.Person;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.problem.Problems;

/**
 * Makes the call that creates an appeal repeatable: a request that names itself by an {@code Idempotency-Key} creates
 * once, and whoever repeats it is shown what it created. The key is kept in the transaction of the effect.
 */
@ApplicationScoped
class Idempotency {

    private static final int KEY_LENGTH = 255;

    private final DataSource database;
    private final Texts texts;

    Idempotency(DataSource database, Texts texts) {
        this.database = database;
        this.texts = texts;
    }

    /** The id of what the request created, now or before. */
    @Transactional(TxType.MANDATORY)
    String once(Person person, @Nullable String key, Object request, Supplier<String> create) {
        if (key == null) {
            return create.get();
        }
        if (key.isBlank() || key.length() > KEY_LENGTH) {
            throw Problems.badRequest("Idempotency-Key", "has 1 to " + KEY_LENGTH + " characters");
        }
        // The request itself holds what a student wrote, which is kept in one place only.
        var hash = Evidence.sha256(texts.write(request).getBytes(StandardCharsets.UTF_8));
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO idempotency_keys (person, key, request) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                        """);
                var update = connection.prepareStatement(
                        "UPDATE idempotency_keys SET appeal_id = ? WHERE person = ? AND key = ?");
                var select = connection.prepareStatement(
                        "SELECT request, appeal_id FROM idempotency_keys WHERE person = ? AND key = ?")) {
            insert.setString(1, person.id());
            insert.setString(2, key);
            insert.setString(3, hash);
            // Whoever asks the same at this moment is waited for: the key's row is theirs until they are done.
            if (insert.executeUpdate() == 1) {
                var created = create.get();
                update.setString(1, created);
                update.setString(2, person.id());
                update.setString(3, key);
                update.executeUpdate();
                return created;
            }
            select.setString(1, person.id());
            select.setString(2, key);
            try (var row = select.executeQuery()) {
                if (!row.next() || !row.getString(1).equals(hash)) {
                    throw Problems.conflict(
                            "idempotency-key-reused", "This Idempotency-Key was given with another request before");
                }
                return row.getString(2);
            }
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }
}
