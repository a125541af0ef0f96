package org.rollcall.testkit;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka, one PostgreSQL and one mail server for all the tests of a JVM, started by the first that asks and ended
 * with the JVM.
 *
 * <p>Quarkus loads a test's classes by class loaders that come and go; servers must not go with them. So they belong to
 * the copy of this class that the system class loader holds, and every copy asks that one.
 */
public final class SharedServers {

    private static final String KAFKA = "kafka";
    private static final String POSTGRES = "postgres";
    private static final String SMTP = "smtp";
    private static final String IMAP = "imap";

    private static @Nullable Map<String, Integer> ports;

    private SharedServers() {}

    /** The broker's address; all topics of the contract are there. */
    public static String bootstrapServers() {
        return "127.0.0.1:" + port(KAFKA);
    }

    /** The database of this name, created by the first who asks for it. */
    public static Database database(String name) {
        return Database.create(port(POSTGRES), name);
    }

    public static int smtpPort() {
        return port(SMTP);
    }

    public static int imapPort() {
        return port(IMAP);
    }

    public static Mailbox mailbox(String address) {
        return new Mailbox(imapPort(), address);
    }

    /** The ports of the running servers. Public, and in the types of the JDK, for the copies by other class loaders. */
    public static synchronized Map<String, Integer> start() {
        if (ports == null) {
            KafkaServer kafka = KafkaServer.temporary();
            PostgresServer postgres = PostgresServer.temporary();
            MailServer mail = MailServer.temporary();
            CompletableFuture<Void> postgresStarted = CompletableFuture.runAsync(postgres::start);
            withOwnClassLoader(() -> {
                kafka.start().createTopics();
                mail.start();
            });
            postgresStarted.join();
            ports = Map.of(
                    KAFKA, kafka.port(), POSTGRES, postgres.port(), SMTP, mail.smtpPort(), IMAP, mail.imapPort());
        }
        return ports;
    }

    /** Kafka's client and the mail server look up classes by the loader of the thread, which may be a test's. */
    private static void withOwnClassLoader(Runnable start) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SharedServers.class.getClassLoader());
        try {
            start.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static int port(String server) {
        try {
            Class<?> owner = ClassLoader.getSystemClassLoader().loadClass(SharedServers.class.getName());
            Map<?, ?> ports = (Map<?, ?>) owner.getMethod("start").invoke(null);
            return (Integer) Objects.requireNonNull(ports.get(server), server);
        } catch (ReflectiveOperationException e) {
            throw new ServerFailure("The shared servers could not be started", e);
        }
    }
}
