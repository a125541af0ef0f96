package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What all services hold about one student: given out as one document, and erased. */
public final class StudentFile {

    /** An export of somebody with evidence and years of attendance takes a while. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** From where something would be told anew to where it would be told. */
    private static final List<Service> ORDER_OF_ERASURE = List.of(
            Service.CASE_MANAGEMENT,
            Service.APPEALS_SERVICE,
            Service.NOTIFICATION_SERVICE,
            Service.ENGAGEMENT_RULES,
            Service.ATTENDANCE_INGEST);

    private static final String ADMINISTRATOR = "admin";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Layout layout;
    private final String studentId;
    private final Consumer<HttpRequest.Builder> credentials;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** With what makes a request an administrator's. */
    StudentFile(Layout layout, String studentId, Consumer<HttpRequest.Builder> credentials) {
        this.layout = layout;
        this.studentId = studentId;
        this.credentials = credentials;
    }

    /** As an administrator of the local stack. */
    public static StudentFile of(RunningStack stack, String studentId) {
        Tokens tokens = new Tokens(stack.layout());
        return new StudentFile(
                stack.layout(),
                studentId,
                request -> request.header("Authorization", "Bearer " + tokens.of(ADMINISTRATOR)));
    }

    /** Writes everything as one JSON document, service by service as each hands it out. */
    public void export(OutputStream to) throws IOException {
        to.write("{\"studentId\":%s,\"services\":["
                .formatted(JSON.writeValueAsString(studentId))
                .getBytes(StandardCharsets.UTF_8));
        for (Service service : Service.values()) {
            if (service.ordinal() > 0) {
                to.write(',');
            }
            HttpResponse<InputStream> response = send(request(service, "/data").GET(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw refusal(service, body.readAllBytes());
                }
                body.transferTo(to);
            }
        }
        to.write("]}\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Why the student may not be erased, in words: by service, empty where nothing is in the way. */
    public Map<Service, List<String>> holds() throws IOException {
        Map<Service, List<String>> holds = new LinkedHashMap<>();
        for (Service service : ORDER_OF_ERASURE) {
            HttpResponse<byte[]> response = send(request(service, "/holds").GET(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw refusal(service, response.body());
            }
            List<String> ofService = holds(JSON.readTree(response.body()));
            if (!ofService.isEmpty()) {
                holds.put(service, ofService);
            }
        }
        return holds;
    }

    /**
     * Erases the student from every service; what was erased when one refuses stays so, and it can be asked again.
     *
     * @return how many rows of which table went, by service
     */
    public Map<Service, Map<String, Long>> erase(String reason) throws IOException {
        Map<Service, Map<String, Long>> erased = new LinkedHashMap<>();
        for (Service service : ORDER_OF_ERASURE) {
            String query = "?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
            HttpResponse<byte[]> response =
                    send(request(service, "/data" + query).DELETE(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw refusal(service, response.body());
            }
            Map<String, Long> rows = new TreeMap<>();
            JSON.readTree(response.body()).path("rows").properties().forEach(table -> {
                if (table.getValue().asLong() > 0) {
                    rows.put(table.getKey(), table.getValue().asLong());
                }
            });
            erased.put(service, rows);
        }
        return erased;
    }

    private static List<String> holds(JsonNode answer) {
        List<String> holds = new ArrayList<>();
        for (JsonNode hold : answer.path("holds")) {
            String until = hold.path("until").isTextual()
                    ? ", until " + hold.path("until").asText()
                    : "";
            holds.add(hold.path("kind").asText() + " " + hold.path("id").asText() + until);
        }
        return holds;
    }

    private HttpRequest.Builder request(Service service, String path) {
        String student = URLEncoder.encode(studentId, StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest.Builder request = HttpRequest.newBuilder(layout.url(service).resolve("/students/" + student + path))
                .timeout(PATIENCE);
        credentials.accept(request);
        return request;
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) throws IOException {
        try {
            return client.send(request.build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static Refusal refusal(Service service, byte[] problem) throws IOException {
        JsonNode answer = JSON.readTree(problem);
        List<String> holds = holds(answer);
        return new Refusal(service.title() + ": "
                + answer.path("detail").asText(answer.path("title").asText())
                + (holds.isEmpty() ? "" : "\n  " + String.join("\n  ", holds)));
    }
}
