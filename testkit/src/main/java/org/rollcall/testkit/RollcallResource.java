package org.rollcall.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} the {@link SharedServers}: the Kafka of the contract's topics, the mail server, and the
 * database that the argument {@code database} names, migrated by its owner and used by its application role; and lets it
 * take the {@link Tokens}.
 */
public final class RollcallResource implements QuarkusTestResourceLifecycleManager {

    private String database = "";

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", "");
        if (database.isEmpty()) {
            throw new IllegalArgumentException("RollcallResource needs the argument 'database'");
        }
    }

    @Override
    public Map<String, String> start() {
        Database service = SharedServers.database(database);
        var configuration = new HashMap<>(Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", SharedServers.bootstrapServers()),
                Map.entry("quarkus.datasource.jdbc.url", service.url()),
                Map.entry("quarkus.datasource.username", service.application()),
                Map.entry("quarkus.datasource.password", service.applicationPassword()),
                Map.entry("quarkus.flyway.username", service.owner()),
                Map.entry("quarkus.flyway.password", service.ownerPassword()),
                Map.entry("quarkus.mailer.mock", "false"),
                Map.entry("quarkus.mailer.host", "127.0.0.1"),
                Map.entry("quarkus.mailer.port", Integer.toString(SharedServers.smtpPort())),
                Map.entry("rollcall.mail.imap.host", "127.0.0.1"),
                Map.entry("rollcall.mail.imap.port", Integer.toString(SharedServers.imapPort()))));
        configuration.putAll(Tokens.configuration());
        return configuration;
    }

    /** The servers outlive the application: other tests of this JVM use them too. */
    @Override
    public void stop() {}
}
