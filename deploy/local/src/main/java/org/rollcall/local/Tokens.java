package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Tokens of the demo users, from the stack's Keycloak. One that was given out is used again until shortly before it
 * expires, by the clock of this machine: Keycloak knows no other.
 */
public final class Tokens {

    private static final String CLI = "rollcall-cli";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Layout layout;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    public Tokens(Layout layout) {
        this.layout = layout;
    }

    private record Token(String text, long renewAtNanos) {

        private boolean isFresh() {
            return System.nanoTime() - renewAtNanos < 0;
        }
    }

    /** An endpoint of the realm's, by the last part of its address. */
    static URI endpoint(Layout layout, String name) {
        return URI.create(layout.realm() + "/protocol/openid-connect/" + name);
    }

    /**
     * A token of a demo user, fit for the header {@code Authorization: Bearer}.
     *
     * @throws Refusal when there is no such user, or Keycloak gives none
     */
    public String of(String user) {
        DemoUser known = DemoUser.named(user)
                .orElseThrow(
                        () -> new Refusal("No demo user is called '" + user + "'. These are:\n" + DemoUser.table()));
        return tokens.compute(user, (name, token) -> token != null && token.isFresh() ? token : request(known))
                .text();
    }

    /** The same, but Keycloak may be just being started again. */
    public String patiently(String user) {
        long giveUpAt = System.nanoTime() + LONG_PATIENCE.toNanos();
        while (true) {
            try {
                return of(user);
            } catch (Refusal refusal) {
                if (System.nanoTime() > giveUpAt) {
                    throw refusal;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private Token request(DemoUser user) {
        long asked = System.nanoTime();
        Map<String, String> form = new LinkedHashMap<>();
        switch (user) {
            case DemoUser.Person person -> {
                form.put("grant_type", "password");
                form.put("client_id", CLI);
                form.put("username", person.name());
                form.put("password", person.password());
            }
            case DemoUser.Client service -> {
                form.put("grant_type", "client_credentials");
                form.put("client_id", service.name());
                form.put("client_secret", service.secret());
            }
        }
        JsonNode answer = post(form);
        Duration lasts = Duration.ofSeconds(answer.path("expires_in").asLong()).minus(MARGIN);
        return new Token(answer.path("access_token").asText(), asked + lasts.toNanos());
    }

    private JsonNode post(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(endpoint(layout, "token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new Refusal("Keycloak gives no token: "
                        + answer.path("error_description")
                                .asText(answer.path("error").asText()));
            }
            return answer;
        } catch (IOException e) {
            throw new Refusal(
                    "Keycloak does not answer at " + layout.keycloakUrl() + ". Is the stack up? ./rollcall status");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted");
        }
    }
}
