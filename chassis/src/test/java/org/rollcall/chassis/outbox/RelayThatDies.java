package org.rollcall.chassis.outbox;

import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A relay in a process of its own that is gone, without a word, as soon as the broker has acknowledged a record. */
final class RelayThatDies {

    static final int EXIT_CODE = 137;

    private RelayThatDies() {}

    public static void main(String... arguments) throws Exception {
        var dataSource = OutboxRelayTest.dataSource(arguments[0], arguments[1], arguments[2]);
        var publisher = OutboxRelayTest.publisher(
                arguments[3], Map.of(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, HaltAtAcknowledgement.class.getName()));
        new OutboxRelay(dataSource, publisher, InstantSource.system(), 50).relayAll();
    }

    /** Kafka makes it by name. */
    public static final class HaltAtAcknowledgement implements ProducerInterceptor<String, byte[]> {

        @Override
        public void onAcknowledgement(RecordMetadata metadata, @Nullable Exception failure) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }

        @Override
        public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
            return record;
        }

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }
}
