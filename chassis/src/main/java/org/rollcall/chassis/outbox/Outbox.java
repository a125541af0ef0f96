package org.rollcall.chassis.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.rollcall.chassis.database.Columns;
import org.rollcall.chassis.database.Sql;
import org.rollcall.chassis.event.Publication;

/**
 * Where a service puts what it publishes because of a database change: in the same transaction, so that both happen or
 * neither. The {@link OutboxRelay} sends it after the commit.
 */
@ApplicationScoped
public class Outbox {

    private final DataSource database;
    private final OutboxBell bell;
    private final InstantSource clock;

    Outbox(DataSource database, OutboxBell bell, InstantSource clock) {
        this.database = database;
        this.bell = bell;
        this.clock = clock;
    }

    /** Adds one publication to the transaction that is open; a bug, and an exception, where none is. */
    @Transactional(TxType.MANDATORY)
    public void append(Publication publication) {
        appendAll(List.of(publication));
    }

    /** Adds publications to the transaction that is open, in their order. */
    @Transactional(TxType.MANDATORY)
    public void appendAll(List<Publication> publications) {
        if (publications.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO outbox (topic, key, headers, payload, created_at)
                        SELECT topic, key, headers::jsonb, payload, ?
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::bytea[])
                            WITH ORDINALITY AS new (topic, key, headers, payload, position)
                        ORDER BY position
                        """)) {
            insert.setObject(1, Sql.timestamp(clock.instant()));
            insert.setArray(2, Columns.texts(connection, publications, Publication::topic));
            insert.setArray(3, Columns.texts(connection, publications, Publication::key));
            insert.setArray(
                    4, Columns.texts(connection, publications, publication -> Headers.toJson(publication.headers())));
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea",
                            publications.stream().map(Publication::value).toArray(byte[][]::new)));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
        bell.ringAfterCommit();
    }
}
