package org.rollcall.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.rollcall.contracts.Principal;
import org.rollcall.contracts.Principals;
import org.rollcall.contracts.Topic;
import org.rollcall.contracts.Topics;

/**
 * How a broker is closed to everyone who has nothing to do there: TLS, a password for each principal, and rights that
 * follow from {@link Principals}. Keys and passwords are made when they are missing and kept in a folder that its owner
 * alone can read; who comes later finds the settings of their client there.
 */
public final class KafkaSecurity {

    /** Creates topics and changes their settings; reads and writes none. */
    public static final Principal ADMIN = new Principal("admin", Set.of(), Set.of());

    /** Reads every topic, to show what went through the suite. Not for a university: it would be no one's need. */
    public static final Principal OBSERVER = new Principal("observer", Set.copyOf(Topics.all()), Set.of());

    private static final String BROKER = "broker";
    private static final String PLAIN_LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String SCRAM_LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final int ITERATIONS = 4096;
    private static final int PATIENCE_SECONDS = 20;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    private KafkaSecurity(Path folder) {
        this.folder = folder;
    }

    /** With the keys and passwords of this folder. */
    public static KafkaSecurity in(Path folder) {
        return new KafkaSecurity(folder);
    }

    /** Readable by its owner alone. */
    Path folder() {
        return folder;
    }

    /** Everyone who has a password. */
    public static List<Principal> principals() {
        return Stream.concat(Principals.services().stream(), Stream.of(Principals.TIMETABLING, ADMIN, OBSERVER))
                .toList();
    }

    /** The settings of a principal's client, as Kafka's own tools read them. */
    public Path clientFile(Principal principal) {
        return folder.resolve(principal.name() + ".properties");
    }

    /** The same as a service of the suite reads them. */
    public Path serviceFile(Principal principal) {
        return folder.resolve(principal.name() + ".service.properties");
    }

    /** The settings of a principal's client, without the address. */
    public Map<String, Object> client(Principal principal) {
        return client(SCRAM_LOGIN, "SCRAM-SHA-512", principal.name(), password(principal.name()));
    }

    /** The settings of a client that names itself so, with whatever password. */
    public Map<String, Object> client(String name, String password) {
        return client(SCRAM_LOGIN, "SCRAM-SHA-512", name, password);
    }

    /** The settings of the broker's own client, for the listener that is the broker's alone. */
    Map<String, Object> brokerClient() {
        return client(PLAIN_LOGIN, "PLAIN", BROKER, password(BROKER));
    }

    /** Makes what is missing. */
    void prepare() {
        try {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            if (!Files.exists(certificate())) {
                makeKey();
            }
            for (Principal principal : principals()) {
                Map<String, Object> settings = client(principal);
                write(clientFile(principal), settings);
                Map<String, Object> ofService = new TreeMap<>();
                settings.forEach((name, value) -> ofService.put("kafka." + name, value));
                write(serviceFile(principal), ofService);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new ServerFailure("The broker's certificate could not be read", e);
        }
    }

    /** What the broker's settings say of security, for these listeners. */
    Map<String, String> broker() {
        String password = password(BROKER);
        String ownLogin = "%s username=\"%s\" password=\"%s\" user_%s=\"%s\";"
                .formatted(PLAIN_LOGIN, BROKER, password, BROKER, password);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,BROKER:SASL_SSL,CONTROLLER:SASL_SSL");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("sasl.mechanism.controller.protocol", "PLAIN");
        settings.put("listener.name.clients.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put("listener.name.clients.scram-sha-512.sasl.jaas.config", SCRAM_LOGIN + ";");
        settings.put("listener.name.broker.sasl.enabled.mechanisms", "PLAIN");
        settings.put("listener.name.broker.plain.sasl.jaas.config", ownLogin);
        settings.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        settings.put("listener.name.controller.plain.sasl.jaas.config", ownLogin);
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", key().toString());
        settings.put("ssl.keystore.password", password("keystore"));
        settings.put("ssl.key.password", password("keystore"));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", certificate().toString());
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:" + BROKER);
        settings.put("allow.everyone.if.no.acl.found", "false");
        return settings;
    }

    /** Has the broker know everyone's password, and allow what {@link Principals} says and nothing else. */
    void establish(Admin asBroker) {
        List<UserScramCredentialAlteration> credentials = new ArrayList<>();
        for (Principal principal : principals()) {
            credentials.add(new UserScramCredentialUpsertion(
                    principal.name(),
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                    password(principal.name())));
        }
        answer(asBroker.alterUserScramCredentials(credentials).all());
        Set<AclBinding> wanted = new HashSet<>(rights());
        Collection<AclBinding> present =
                answer(asBroker.describeAcls(AclBindingFilter.ANY).values());
        answer(asBroker.deleteAcls(present.stream()
                        .filter(right -> !wanted.contains(right))
                        .map(AclBinding::toFilter)
                        .toList())
                .all());
        wanted.removeAll(present);
        answer(asBroker.createAcls(wanted).all());
    }

    /** Every right that there is. */
    public static List<AclBinding> rights() {
        List<AclBinding> rights = new ArrayList<>();
        for (Principal principal : principals()) {
            for (Topic<?> topic : principal.reads()) {
                rights.add(right(principal, AclOperation.READ, ResourceType.TOPIC, topic.name()));
            }
            for (Topic<?> topic : principal.writes()) {
                rights.add(right(principal, AclOperation.WRITE, ResourceType.TOPIC, topic.name()));
            }
        }
        for (Principal service : Principals.services()) {
            rights.add(right(service, AclOperation.READ, ResourceType.GROUP, service.name()));
        }
        for (AclOperation operation : List.of(
                AclOperation.CREATE,
                AclOperation.DELETE,
                AclOperation.DESCRIBE,
                AclOperation.ALTER,
                AclOperation.DESCRIBE_CONFIGS,
                AclOperation.ALTER_CONFIGS)) {
            rights.add(right(ADMIN, operation, ResourceType.TOPIC, ResourcePattern.WILDCARD_RESOURCE));
        }
        return rights;
    }

    private static AclBinding right(Principal principal, AclOperation operation, ResourceType type, String name) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:" + principal.name(), "*", operation, AclPermissionType.ALLOW));
    }

    private Map<String, Object> client(String login, String mechanism, String name, String password) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
        settings.put(SaslConfigs.SASL_MECHANISM, mechanism);
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG, "%s username=\"%s\" password=\"%s\";".formatted(login, name, password));
        settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
        settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, certificate().toString());
        return settings;
    }

    private Path key() {
        return folder.resolve("broker.p12");
    }

    private Path certificate() {
        return folder.resolve("broker.pem");
    }

    /** Made when it is first asked for. */
    private synchronized String password(String of) {
        Path file = folder.resolve(of + ".password");
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[32];
                random.nextBytes(bytes);
                Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key of its own, whose certificate is the one that clients trust. */
    private void makeKey() throws IOException, GeneralSecurityException {
        Files.deleteIfExists(key());
        String password = password("keystore");
        int status = ChildProcess.start(
                        "keytool",
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                BROKER,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=Rollcall's broker on this machine",
                                "-validity",
                                "3650",
                                "-ext",
                                "san=ip:127.0.0.1,dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                key().toString(),
                                "-storepass:file",
                                folder.resolve("keystore.password").toString()),
                        folder.resolve("keytool.log"),
                        folder.resolve("keytool.pid"))
                .onExit()
                .join();
        if (status != 0) {
            throw new ServerFailure("The broker's key could not be made, see " + folder.resolve("keytool.log"));
        }
        KeyStore keys = KeyStore.getInstance(key().toFile(), password.toCharArray());
        Files.writeString(
                certificate(),
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(keys.getCertificate(BROKER).getEncoded())));
    }

    private static void write(Path file, Map<String, Object> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Files.writeString(file, text.toString());
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ServerFailure("The broker's rights could not be set", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while the broker's rights were set", e);
        }
    }
}
