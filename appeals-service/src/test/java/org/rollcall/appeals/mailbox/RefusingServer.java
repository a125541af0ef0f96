package org.rollcall.appeals.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a mail server and does not hand out one mail, or no more of it than its first part: whoever asks for that
 * is refused, and may go on.
 */
final class RefusingServer implements AutoCloseable {

    private final ServerSocket door;
    private final int behind;
    private final String refused;
    private final boolean handsOutTheFirstPart;

    /**
     * @param behind the port of the server
     * @param refused the number of the mail, counted from 1, which is its UID as well
     * @param handsOutTheFirstPart of a mail that is asked for part by part
     */
    RefusingServer(int behind, int refused, boolean handsOutTheFirstPart) throws IOException {
        this.behind = behind;
        this.handsOutTheFirstPart = handsOutTheFirstPart;
        this.refused = Integer.toString(refused);
        this.door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), behind);
                Thread.ofVirtual().start(() -> answers(server, client));
                Thread.ofVirtual().start(() -> questions(client, server));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answers(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException over) {
            // The other side has gone.
        }
    }

    /** Line by line, as a client that only reads speaks. */
    private void questions(Socket client, Socket server) {
        try (var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (asksForIt(line)) {
                    var tag = line.substring(0, line.indexOf(' '));
                    client.getOutputStream().write((tag + " NO [SERVERBUG] It is broken\r\n").getBytes(ISO_8859_1));
                } else {
                    server.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
                }
            }
        } catch (IOException over) {
            // The other side has gone.
        }
    }

    private boolean asksForIt(String line) {
        return line.contains("BODY.PEEK[]")
                && !(handsOutTheFirstPart && line.contains("BODY.PEEK[]<0."))
                && line.replaceFirst(".*FETCH ", "").replaceFirst(" .*", "").matches("(.*,)?" + refused + "(,.*)?");
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
