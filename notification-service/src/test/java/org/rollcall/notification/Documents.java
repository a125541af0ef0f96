package org.rollcall.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.rollcall.testkit.Tokens;

/** Stands for the services that make what is attached, and for the provider of the token that they ask for: over real HTTP, and as unreliable as a test wants it. */
public final class Documents implements AutoCloseable {

    /** How a request is answered. */
    public enum Answer {
        PDF,
        /** A service that is being started, say. */
        UNAVAILABLE,
        /** A login page, say: with the right status and the wrong content. */
        NO_PDF,
        TOO_LARGE,
        /** The connection ends in the middle. */
        CUT
    }

    /** Where the service gets the token with which it asks. */
    public static final String TOKEN = "/token";

    private static final String MAILER =
            Tokens.of("service-account-notification-service", "mailer").signed();

    private static final int MORE_THAN_ALLOWED = 10_000_001;

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();

    public Documents() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.createContext(TOKEN, Documents::token);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a path answers from now on, one after the other, and the last for ever; a PDF, where nothing is said. */
    public void expect(String path, Answer... inTurn) {
        answers.put(path, new ArrayDeque<>(List.of(inTurn)));
    }

    /** The file that a path answers with. */
    public static String pdf(String path) {
        return "%PDF-1.7 this is " + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var asked = exchange.getRequestHeaders().getFirst("Accept");
            var bearer = exchange.getRequestHeaders().getFirst("Authorization");
            if (!Objects.equals(bearer, "Bearer " + MAILER)) {
                send(exchange, 401, "application/problem+json", "{}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            switch (Objects.equals(asked, "application/pdf") ? next(path) : Answer.NO_PDF) {
                case PDF -> send(exchange, 200, "application/pdf", pdf(path).getBytes(StandardCharsets.UTF_8));
                case UNAVAILABLE ->
                    send(exchange, 503, "application/problem+json", "{}".getBytes(StandardCharsets.UTF_8));
                case NO_PDF -> send(exchange, 200, "text/html", "<p>Log in</p>".getBytes(StandardCharsets.UTF_8));
                case TOO_LARGE -> send(exchange, 200, "application/pdf", new byte[MORE_THAN_ALLOWED]);
                case CUT -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/pdf");
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write('%');
                    exchange.getResponseBody().flush();
                }
            }
        }
    }

    private static void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(
                    exchange,
                    200,
                    "application/json",
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                            .formatted(MAILER)
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer next(String path) {
        var inTurn = answers.getOrDefault(path, new ArrayDeque<>(List.of(Answer.PDF)));
        synchronized (inTurn) {
            return inTurn.size() > 1 ? inTurn.removeFirst() : inTurn.getFirst();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
