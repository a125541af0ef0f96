package org.rollcall.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends what no well-behaved client would: every byte of a request is the caller's own. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * A request.
     *
     * @param target as it stands in the request line
     * @param headers in their order; names may repeat
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are sent, never compared
    record Request(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {

        /** As a person can read it. Without the token, which says little to whoever reads this and is nobody else's to use. */
        @Override
        public String toString() {
            var shown = new String(body, 0, Math.min(body.length, 300), StandardCharsets.UTF_8);
            var told = headers.stream()
                    .filter(header -> !header.getKey().equalsIgnoreCase("Authorization"))
                    .toList();
            return "%s %s %s %s".formatted(method, target, told, shown);
        }
    }

    /** An answer; the names of its headers are in lower case. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes are read, never compared
    record Response(int status, Map<String, String> headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        /** Without its parameters. */
        String mediaType() {
            return header("content-type").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        }
    }

    static Response send(URI service, Request request) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var head = new StringBuilder("%s %s HTTP/1.1\r\nHost: %s\r\n"
                    .formatted(request.method(), request.target(), service.getAuthority()));
            request.headers()
                    .forEach(header -> head.append(header.getKey())
                            .append(": ")
                            .append(header.getValue())
                            .append("\r\n"));
            if (request.body().length > 0 || !request.method().equals("GET")) {
                head.append("Content-Length: ").append(request.body().length).append("\r\n");
            }
            head.append("\r\n");
            var out = socket.getOutputStream();
            try {
                out.write(head.toString().getBytes(StandardCharsets.UTF_8));
                out.write(request.body());
                out.flush();
            } catch (IOException e) {
                // Refused before it was all read: the answer says why.
            }
            return read(socket.getInputStream());
        }
    }

    private static Response read(InputStream in) throws IOException {
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var parts = line.split(":", 2);
            headers.merge(
                    parts[0].strip().toLowerCase(Locale.ROOT), parts[1].strip(), (first, next) -> first + ", " + next);
        }
        if (status == 100) {
            return read(in);
        }
        if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            return new Response(status, headers, chunks(in));
        }
        if (status == 204 || status == 304) {
            return new Response(status, headers, new byte[0]);
        }
        var length = headers.get("content-length");
        return new Response(
                status, headers, length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length)));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var length =
                    HexFormat.fromHexDigits(line(in).replaceFirst(";.*", "").strip());
            if (length == 0) {
                return body.toByteArray();
            }
            body.write(in.readNBytes(length));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The answer breaks off after: " + line.toString(StandardCharsets.UTF_8));
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
