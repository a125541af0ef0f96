package org.rollcall.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.rollcall.testkit.Checkout;
import org.rollcall.testkit.Ports;

/** Where a local stack keeps its data, and which ports its parts listen on. */
public record Layout(
        Path folder, int kafka, int postgres, int smtp, int imap, int keycloak, Map<Service, Integer> services) {

    private static final int KAFKA = 9092;
    private static final int POSTGRES = 15432;
    private static final int SMTP = 3025;
    private static final int IMAP = 3143;
    private static final int KEYCLOAK = 8080;

    public Layout {
        services = Map.copyOf(services);
    }

    /** The folder that the checkout keeps for its stack. */
    public static Path usualFolder() {
        return Checkout.root().resolve(".rollcall");
    }

    /** The usual ports, each moved by the offset. */
    public static Layout usual(Path folder, int offset) {
        return of(folder, port -> port + offset);
    }

    /** Ports that are free now, for stacks that live beside others. */
    public static Layout onFreePorts(Path folder) {
        return of(folder, usual -> Ports.free());
    }

    private static Layout of(Path folder, IntUnaryOperator port) {
        Map<Service, Integer> services = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, port.applyAsInt(service.usualPort()));
        }
        return new Layout(
                folder.toAbsolutePath(),
                port.applyAsInt(KAFKA),
                port.applyAsInt(POSTGRES),
                port.applyAsInt(SMTP),
                port.applyAsInt(IMAP),
                port.applyAsInt(KEYCLOAK),
                services);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + kafka;
    }

    /** The realm that all tokens come from: their issuer, and the root of what Keycloak answers about it. */
    public URI realm() {
        return keycloakUrl().resolve("/realms/" + KeycloakProcess.REALM);
    }

    /** Where Keycloak listens. */
    URI keycloakUrl() {
        return URI.create("http://127.0.0.1:" + keycloak);
    }

    /** The root of a service's REST interface. */
    public URI url(Service service) {
        return URI.create("http://127.0.0.1:" + port(service));
    }

    public int port(Service service) {
        Integer port = services.get(service);
        if (port == null) {
            throw new IllegalStateException("No port for " + service.title());
        }
        return port;
    }

    /** What would use which port, in the order in which a reader expects it. */
    Map<String, Integer> uses() {
        Map<String, Integer> uses = new LinkedHashMap<>();
        uses.put("Kafka", kafka);
        uses.put("PostgreSQL", postgres);
        uses.put("mail (SMTP)", smtp);
        uses.put("mail (IMAP)", imap);
        uses.put("Keycloak", keycloak);
        for (Service service : Service.values()) {
            uses.put(service.title(), port(service));
        }
        return uses;
    }

    Path log(String part) {
        return folder.resolve("logs").resolve(part + ".log");
    }
}
