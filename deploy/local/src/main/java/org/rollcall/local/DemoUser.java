package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Somebody, or a system, whom the realm of the local stack knows from the start. */
sealed interface DemoUser {

    String name();

    String role();

    /** Whom they may see, in words; empty for everybody. */
    String bounds();

    /** A person, who comes with a password. */
    record Person(String name, String password, String role, String bounds) implements DemoUser {}

    /** A system, which comes with a secret. */
    record Client(String name, String secret, String role) implements DemoUser {

        @Override
        public String bounds() {
            return "";
        }
    }

    /** All of them, as the file says that Keycloak imports. */
    static List<DemoUser> all() {
        JsonNode realm = realm();
        List<DemoUser> users = new ArrayList<>();
        for (JsonNode user : realm.path("users")) {
            String role = user.path("realmRoles").path(0).asText();
            if (user.has("serviceAccountClientId")) {
                String client = user.path("serviceAccountClientId").asText();
                users.add(new Client(client, secret(realm, client), role));
            } else {
                users.add(new Person(
                        user.path("username").asText(),
                        user.path("credentials").path(0).path("value").asText(),
                        role,
                        bounds(user.path("attributes"))));
            }
        }
        return List.copyOf(users);
    }

    static Optional<DemoUser> named(String name) {
        return all().stream().filter(user -> user.name().equals(name)).findFirst();
    }

    /** What each of them may be used for, a line for each. */
    static Table table() {
        return new Table(
                List.of("User", "Role", "Sees"),
                all().stream()
                        .map(user -> List.of(user.name(), user.role(), user.bounds()))
                        .toList());
    }

    private static String bounds(JsonNode attributes) {
        return String.join(
                ", ",
                Stream.of("student_id", "programmes", "faculties")
                        .flatMap(name ->
                                StreamSupport.stream(attributes.path(name).spliterator(), false))
                        .map(JsonNode::asText)
                        .toList());
    }

    private static String secret(JsonNode realm, String client) {
        return StreamSupport.stream(realm.path("clients").spliterator(), false)
                .filter(each -> each.path("clientId").asText().equals(client))
                .map(each -> each.path("secret").asText())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode realm() {
        try (InputStream file = DemoUser.class.getResourceAsStream(KeycloakPrograms.REALM_RESOURCE)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(file, KeycloakPrograms.REALM_RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
