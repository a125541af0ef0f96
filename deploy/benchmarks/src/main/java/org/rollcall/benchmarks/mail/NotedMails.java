package org.rollcall.benchmarks.mail;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.rollcall.contracts.Topics;
import org.rollcall.testkit.Database;

/**
 * The least that can be written for mails to be found again after a crash, by someone who knows beforehand whom to write what:
 * a row with the letter, committed before a handful leaves; that they were sent, committed after it; and then an event. No
 * order, no limit, no name, nothing that could be asked for, and no index but the key's.
 */
final class NotedMails implements AutoCloseable {

    private static final String TABLE = """
            DROP TABLE IF EXISTS noted_mail;
            CREATE TABLE noted_mail (id uuid PRIMARY KEY, stage text NOT NULL, text_body text NOT NULL, html_body text NOT NULL)
            """;

    private static final String LEAVING = """
            INSERT INTO noted_mail SELECT id, 'SENDING', ?, ? FROM unnest(?::uuid[]) AS id
            """;

    private static final String SENT = "UPDATE noted_mail SET stage = 'SENT' WHERE id = ANY (?::uuid[])";

    private final Database database;
    private final KafkaProducer<String, byte[]> producer;

    NotedMails(Database database, String bootstrapServers) throws SQLException {
        this.database = database;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
    }

    /** A connection to the database, for one thread. */
    Notes notes() throws SQLException {
        return new Notes(database.connectAsOwner());
    }

    @Override
    public void close() {
        producer.close();
    }

    /** What is noted of handfuls, each in a transaction. */
    final class Notes implements AutoCloseable {

        private final Connection connection;

        private Notes(Connection connection) {
            this.connection = connection;
        }

        void leaving(List<UUID> mails, String text, String html) throws SQLException {
            try (var insert = connection.prepareStatement(LEAVING)) {
                insert.setString(1, text);
                insert.setString(2, html);
                insert.setArray(3, connection.createArrayOf("uuid", mails.toArray()));
                insert.execute();
            }
        }

        void sent(List<UUID> mails) throws SQLException {
            try (var update = connection.prepareStatement(SENT)) {
                update.setArray(1, connection.createArrayOf("uuid", mails.toArray()));
                update.execute();
            }
            for (var mail : mails) {
                producer.send(new ProducerRecord<>(
                        Topics.NOTIFICATIONS.name(),
                        mail.toString(),
                        "{\"emailId\": \"%s\"}".formatted(mail).getBytes(StandardCharsets.UTF_8)));
            }
        }

        @Override
        public void close() throws SQLException {
            producer.flush();
            connection.close();
        }
    }
}
