package org.rollcall.chassis.outbox;

import static org.rollcall.chassis.database.Sql.timestamp;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.rollcall.chassis.event.KafkaPublisher;
import org.rollcall.chassis.event.KafkaPublisher.Sent.Acknowledged;
import org.rollcall.chassis.event.KafkaPublisher.Sent.Failed;
import org.rollcall.chassis.event.Publication;

/**
 * Sends what stands in the outbox, in order per key, each row at least once.
 *
 * <p>A shard belongs to whoever holds its advisory lock, for one transaction: select the oldest unpublished rows, send
 * them, wait for the acknowledgements, mark them, commit. A relay that dies between sending and marking sends again;
 * consumers know a repetition by its id or revision. Rows are chosen by what is unpublished, never by "id greater than
 * the last", because ids become visible out of order.
 */
public final class OutboxRelay {

    /** The shards of an outbox, as its table counts them. */
    public static final int SHARDS = 4;

    private static final int LOCK_SPACE = 0x0b0c;

    private final DataSource database;
    private final KafkaPublisher publisher;
    private final InstantSource clock;
    private final int batchSize;

    /** A relay that takes at most so many rows of a shard at once. */
    public OutboxRelay(DataSource database, KafkaPublisher publisher, InstantSource clock, int batchSize) {
        this.database = database;
        this.publisher = publisher;
        this.clock = clock;
        this.batchSize = batchSize;
    }

    /**
     * One pass over all shards that no other relay holds.
     *
     * @return how many rows were published or set aside; 0 when there was nothing to do
     * @throws BrokerAway when rows are left because the broker did not answer
     */
    public int relayAll() throws SQLException, BrokerAway {
        var moved = 0;
        for (var shard = 0; shard < SHARDS; shard++) {
            moved += relay(shard);
        }
        return moved;
    }

    private int relay(int shard) throws SQLException, BrokerAway {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!lock(connection, shard)) {
                    return 0;
                }
                var rows = oldestUnpublished(connection, shard);
                if (rows.isEmpty()) {
                    return 0;
                }
                var progress = sendInOrder(rows);
                mark(connection, progress);
                connection.commit();
                if (progress.brokerSays != null) {
                    throw new BrokerAway(progress.left, progress.brokerSays);
                }
                return rows.size();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean lock(Connection connection, int shard) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?, ?)")) {
            statement.setInt(1, LOCK_SPACE);
            statement.setInt(2, shard);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    private List<Row> oldestUnpublished(Connection connection, int shard) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT id, topic, key, headers, payload FROM outbox
                WHERE shard = ? AND published_at IS NULL AND failure IS NULL
                ORDER BY id LIMIT ?
                """)) {
            select.setInt(1, shard);
            select.setInt(2, batchSize);
            try (var found = select.executeQuery()) {
                var rows = new ArrayList<Row>();
                while (found.next()) {
                    rows.add(new Row(
                            found.getLong("id"),
                            new Publication(
                                    found.getString("topic"),
                                    found.getString("key"),
                                    found.getBytes("payload"),
                                    Headers.fromJson(found.getString("headers")))));
                }
                return rows;
            }
        }
    }

    /**
     * In waves: a row is sent only when the row before it with the same topic and key has been acknowledged. So no
     * retry inside the producer can ever put two of them the wrong way round, and a failure holds back its own key alone.
     */
    private Progress sendInOrder(List<Row> rows) {
        var progress = new Progress();
        var waiting = rows;
        var heldBack = new HashSet<OrderedBy>();
        while (!waiting.isEmpty()) {
            var wave = new ArrayList<Row>();
            var later = new ArrayList<Row>();
            var inThisWave = new HashSet<OrderedBy>();
            for (var row : waiting) {
                if (heldBack.contains(row.orderedBy())) {
                    progress.left++;
                } else if (inThisWave.add(row.orderedBy())) {
                    wave.add(row);
                } else {
                    later.add(row);
                }
            }
            var results = publisher.send(wave.stream().map(Row::publication).toList());
            for (var i = 0; i < wave.size(); i++) {
                var row = wave.get(i);
                switch (results.get(i)) {
                    case Acknowledged() -> progress.published.add(row.id());
                    case Failed(var cause)
                    when willNeverBeTaken(cause) ->
                        progress.refused.add(new Refused(row.id(), String.valueOf(cause.getMessage())));
                    case Failed(var cause) -> {
                        progress.left++;
                        progress.brokerSays = cause;
                        heldBack.add(row.orderedBy());
                    }
                }
            }
            waiting = later;
        }
        return progress;
    }

    /** The broker answered, and its answer will be the same next time: too large, say, or not a valid record. */
    private static boolean willNeverBeTaken(Exception cause) {
        return cause instanceof RecordTooLargeException || cause instanceof InvalidTopicException;
    }

    private void mark(Connection connection, Progress progress) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE outbox SET published_at = ? WHERE id = ANY (?)")) {
            update.setObject(1, timestamp(clock.instant()));
            update.setArray(2, connection.createArrayOf("bigint", progress.published.toArray()));
            update.executeUpdate();
        }
        for (var refused : progress.refused) {
            try (var update = connection.prepareStatement("UPDATE outbox SET failure = ? WHERE id = ?")) {
                update.setString(1, refused.reason());
                update.setLong(2, refused.id());
                update.executeUpdate();
            }
        }
    }

    private record Row(long id, Publication publication) {
        OrderedBy orderedBy() {
            return new OrderedBy(publication.topic(), publication.key());
        }
    }

    private record OrderedBy(String topic, String key) {}

    private record Refused(long id, String reason) {}

    private static final class Progress {
        private final List<Long> published = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private int left;
        private @Nullable Exception brokerSays;
    }

    /** The broker did not take all; what it took is marked, the rest waits in the outbox. */
    public static final class BrokerAway extends Exception {

        private static final long serialVersionUID = 1L;

        BrokerAway(int left, Exception brokerSays) {
            super(left + " rows wait for the broker, which says: " + brokerSays.getMessage(), brokerSays);
        }
    }
}
