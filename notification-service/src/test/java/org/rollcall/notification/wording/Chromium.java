package org.rollcall.notification.wording;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine's Chromium with one page and no window, spoken to in its own language (the DevTools protocol). It reaches
 * nothing but the files that it is given: a letter that loads something from elsewhere would show.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket page;
    private final Answers answers;
    private final AtomicInteger asked = new AtomicInteger();

    private Chromium(Process process, WebSocket page, Answers answers) {
        this.process = process;
        this.page = page;
        this.answers = answers;
    }

    /** How a page is to be shown. */
    enum Scheme {
        LIGHT,
        DARK
    }

    /**
     * Starts the browser.
     *
     * @param profile an empty folder for what it keeps
     */
    static Chromium start(Path profile) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                executable(),
                "--headless",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--no-first-run",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--hide-scrollbars",
                // The same picture on every screen.
                "--disable-lcd-text",
                "--force-color-profile=srgb"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        try {
            var port = port(process, profile.resolve("DevToolsActivePort"));
            var http = HttpClient.newHttpClient();
            var opened = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                            .PUT(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            var address =
                    JSON.readTree(opened.body()).get("webSocketDebuggerUrl").textValue();
            var answers = new Answers();
            var page = http.newWebSocketBuilder()
                    .buildAsync(URI.create(address), answers)
                    .join();
            return new Chromium(process, page, answers);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String executable() {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "There is no Chromium on the PATH, and the letters are looked at in it: install it ('apt-get install chromium' on Debian and Ubuntu, 'brew install --cask chromium' on a Mac), or Google Chrome"));
    }

    private static String port(Process process, Path file) {
        await("Chromium")
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || (Files.exists(file) && Files.size(file) > 0));
        try {
            return Files.readAllLines(file).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Chromium ended at once; chromium.log beside it says why: " + file, e);
        }
    }

    /** From now on the window is so wide, in the units of CSS; a narrow one is a phone's. */
    void width(int width) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 640, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void scheme(Scheme scheme) {
        send(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of(
                                "name",
                                "prefers-color-scheme",
                                "value",
                                switch (scheme) {
                                    case LIGHT -> "light";
                                    case DARK -> "dark";
                                }))));
    }

    /** Opens a page; returns when it is drawn. */
    void open(Path page) {
        send("Page.navigate", Map.of("url", page.toUri().toString()));
        evaluate(
                "document.readyState === 'complete' || new Promise(drawn => addEventListener('load', () => drawn(true)))");
    }

    /** The value of a script, or of what it promises. */
    JsonNode evaluate(String script) {
        var answer =
                send("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException("The script failed: " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** A picture of the whole page, in the format PNG. */
    byte[] picture() {
        var size = send("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        var whole = Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
        var answer =
                send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", whole));
        return Base64.getDecoder().decode(answer.get("data").textValue());
    }

    private JsonNode send(String method, Map<String, ?> parameters) {
        var id = asked.incrementAndGet();
        var answer = answers.expect(id);
        try {
            page.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                    .join();
            var told = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (told.has("error")) {
                throw new IllegalStateException(method + ": " + told.get("error"));
            }
            return told.get("result");
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + " has no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + method, e);
        }
    }

    @Override
    public void close() {
        page.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    /** What the browser says, each to the one who asked for it; what nobody asked for is not heard. */
    private static final class Answers implements WebSocket.Listener {

        private final Map<Integer, CompletableFuture<JsonNode>> expected = new ConcurrentHashMap<>();
        private final StringBuilder begun = new StringBuilder();

        CompletableFuture<JsonNode> expect(int id) {
            var answer = new CompletableFuture<JsonNode>();
            expected.put(id, answer);
            return answer;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            begun.append(text);
            if (last) {
                hear(begun.toString());
                begun.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void hear(String message) {
            try {
                var told = JSON.readTree(message);
                var answer = expected.remove(told.path("id").asInt());
                if (answer != null) {
                    answer.complete(told);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
