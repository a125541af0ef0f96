package org.rollcall.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.contracts.Principal;
import org.rollcall.contracts.Principals;

/**
 * Gives a {@code @QuarkusTest} what {@link RollcallResource} does, and a broker of its own that asks everyone who they
 * are. The argument {@code principal} says as whom the service comes to it; {@code rollcall.test.kafka-security} says where
 * {@link KafkaSecurity} has the others' passwords.
 */
public final class SecuredKafkaResource implements QuarkusTestResourceLifecycleManager {

    private final RollcallResource servers = new RollcallResource();
    private String principal = "";
    private @Nullable KafkaServer kafka;

    @Override
    public void init(Map<String, String> arguments) {
        servers.init(arguments);
        principal = arguments.getOrDefault("principal", "");
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(servers.start());
        KafkaServer broker = KafkaServer.temporary().secured();
        kafka = broker;
        broker.start().createTopics();
        configuration.put("kafka.bootstrap.servers", broker.bootstrapServers());
        broker.security()
                .client(named())
                .forEach((name, value) -> configuration.put("kafka." + name, value.toString()));
        configuration.put(
                "rollcall.test.kafka-security", broker.security().folder().toString());
        return configuration;
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private Principal named() {
        return Principals.services().stream()
                .filter(service -> service.name().equals(principal))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No service '" + principal + "'"));
    }
}
