package org.rollcall.notification;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A mail server's unreliable doorman: it passes every command and answer on, except where a fault was ordered for the
 * address that a mail goes to. A fault happens once.
 */
public final class SmtpProxy implements AutoCloseable {

    /** What can go wrong with a mail. */
    public enum Fault {
        /** The server says that it does not know the recipient. */
        UNKNOWN_RECIPIENT,
        /** The server asks to come back later. */
        GREYLISTED,
        /** The server is closing down when it hears of the mail, and says so. */
        CLOSING,
        /** Every answer takes its time, each just short of too long. */
        SLOW,
        /** The connection ends before the text may flow. */
        CUT_BEFORE_TEXT,
        /** The connection ends in the middle of the text. */
        CUT_WITHIN_TEXT,
        /** The server gets all of the text and takes it, and its answer is lost. */
        CUT_AFTER_TEXT,
        /** The same without a word: the client waits in vain. */
        SILENCE_AFTER_TEXT,
        /** The server says nothing at all any more, before the text may flow. */
        SILENCE_BEFORE_TEXT,
        /** The same in the middle of the text. */
        SILENCE_WITHIN_TEXT,
        /** The server takes the text only when the client has given up waiting for its answer. */
        TAKEN_TOO_LATE,
        /** The server has all of the text and asks to come back later. */
        DEFERRED_AFTER_TEXT,
        /** The server has all of the text and will never take it. */
        REFUSED_AFTER_TEXT
    }

    private static final Duration SLOWNESS = Duration.ofMillis(150);

    private record Ordered(Fault fault, CompletableFuture<Void> happens) {}

    private final int port;
    private final int serverPort;
    private final Map<String, Ordered> faults = new ConcurrentHashMap<>();
    private volatile @Nullable CompletableFuture<Void> silence;
    private @Nullable ServerSocket door;

    /** A proxy before the server at that port; it is open at once. */
    public SmtpProxy(int serverPort) {
        this.serverPort = serverPort;
        this.door = listen(0);
        this.port = door.getLocalPort();
        accept(door);
    }

    public int port() {
        return port;
    }

    /**
     * Orders a fault for the next mail to the address.
     *
     * @return completes when it happens; a silence lasts then until the client goes
     */
    public CompletableFuture<Void> expect(Fault fault, String address) {
        var ordered = new Ordered(fault, new CompletableFuture<>());
        faults.put(address.toLowerCase(Locale.ROOT), ordered);
        return ordered.happens();
    }

    /**
     * From now on whoever comes in hears nothing, until it is opened again.
     *
     * @return completes when the first has come
     */
    public CompletableFuture<Void> mute() {
        var first = new CompletableFuture<Void>();
        silence = first;
        return first;
    }

    /** Nobody gets in: connections are refused. */
    public synchronized void shut() {
        try {
            if (door != null) {
                door.close();
                door = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it was before. */
    public synchronized void open() {
        silence = null;
        if (door == null) {
            door = listen(port);
            accept(door);
        }
    }

    @Override
    public void close() {
        shut();
    }

    private static ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket open) {
        Thread.ofVirtual().name("smtp-proxy").start(() -> {
            try {
                while (true) {
                    var client = open.accept();
                    Thread.ofVirtual().name("smtp-proxied").start(() -> converse(client));
                }
            } catch (IOException shut) {
                // The door was closed.
            }
        });
    }

    private void converse(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            var muted = silence;
            if (muted != null) {
                muted.complete(null);
                while (client.getInputStream().read() >= 0) {
                    // It is not heard.
                }
                return;
            }
            new Conversation(
                            new BufferedInputStream(client.getInputStream()),
                            client.getOutputStream(),
                            new BufferedInputStream(server.getInputStream()),
                            server.getOutputStream())
                    .run();
        } catch (IOException e) {
            // One of the two has gone, and so the other goes.
        }
    }

    private final class Conversation {

        private final InputStream fromClient;
        private final OutputStream toClient;
        private final InputStream fromServer;
        private final OutputStream toServer;
        private @Nullable Ordered fault;

        Conversation(InputStream fromClient, OutputStream toClient, InputStream fromServer, OutputStream toServer) {
            this.fromClient = fromClient;
            this.toClient = toClient;
            this.fromServer = fromServer;
            this.toServer = toServer;
        }

        void run() throws IOException {
            say(toClient, answer());
            for (var line = line(fromClient); !line.isEmpty(); line = line(fromClient)) {
                var command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("MAIL FROM:")) {
                    fault = null;
                }
                if (command.startsWith("RCPT TO:") && fault == null) {
                    fault = faults.remove(address(line));
                }
                if (is(Fault.SLOW)) {
                    happens();
                    pause();
                }
                if (command.startsWith("RCPT TO:") && is(Fault.UNKNOWN_RECIPIENT)) {
                    happens();
                    fault = null;
                    say(toClient, "550 5.1.1 nobody of that name\r\n");
                } else if (command.startsWith("RCPT TO:") && is(Fault.GREYLISTED)) {
                    happens();
                    fault = null;
                    say(toClient, "451 4.7.1 come back later\r\n");
                } else if (command.startsWith("RCPT TO:") && is(Fault.CLOSING)) {
                    happens();
                    say(toClient, "421 4.3.2 closing down\r\n");
                    return;
                } else if (command.startsWith("DATA") && is(Fault.CUT_BEFORE_TEXT)) {
                    happens();
                    return;
                } else if (command.startsWith("DATA") && is(Fault.SILENCE_BEFORE_TEXT)) {
                    happens();
                    waitForTheClientToGo();
                    return;
                } else {
                    say(toServer, line);
                    var answer = answer();
                    say(toClient, answer);
                    if (command.startsWith("DATA") && answer.startsWith("354") && !passText()) {
                        return;
                    }
                }
            }
        }

        /** Returns whether the conversation goes on. */
        private boolean passText() throws IOException {
            for (var line = line(fromClient); !line.equals(".\r\n"); line = line(fromClient)) {
                if (line.isEmpty()) {
                    return false;
                }
                if (is(Fault.CUT_WITHIN_TEXT) || is(Fault.SILENCE_WITHIN_TEXT)) {
                    happens();
                    if (is(Fault.SILENCE_WITHIN_TEXT)) {
                        waitForTheClientToGo();
                    }
                    return false;
                }
                say(toServer, line);
            }
            if (is(Fault.DEFERRED_AFTER_TEXT) || is(Fault.REFUSED_AFTER_TEXT)) {
                // Without its last line the server has no mail.
                happens();
                say(toClient, is(Fault.DEFERRED_AFTER_TEXT) ? "452 4.3.1 no room now\r\n" : "554 5.6.0 not wanted\r\n");
                return false;
            }
            if (is(Fault.TAKEN_TOO_LATE)) {
                waitForTheClientToGo();
                say(toServer, ".\r\n");
                answer();
                happens();
                return false;
            }
            say(toServer, ".\r\n");
            var answer = answer();
            if (is(Fault.CUT_AFTER_TEXT)) {
                happens();
                return false;
            }
            if (is(Fault.SILENCE_AFTER_TEXT)) {
                happens();
                waitForTheClientToGo();
                return false;
            }
            say(toClient, answer);
            return true;
        }

        private boolean is(Fault which) {
            return fault != null && fault.fault() == which;
        }

        private void happens() {
            if (fault != null) {
                fault.happens().complete(null);
            }
        }

        private static void pause() throws IOException {
            try {
                // Nothing is waited for: being slow is the point.
                new CountDownLatch(1).await(SLOWNESS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        private void waitForTheClientToGo() {
            try {
                while (fromClient.read() >= 0) {
                    // It is not heard.
                }
            } catch (IOException reset) {
                // Gone, too.
            }
        }

        /** All the lines of an answer; the last has a space after its number. */
        private String answer() throws IOException {
            var answer = new StringBuilder();
            for (var line = line(fromServer); !line.isEmpty(); line = line(fromServer)) {
                answer.append(line);
                if (line.length() < 4 || line.charAt(3) != '-') {
                    return answer.toString();
                }
            }
            throw new IOException("The server has gone");
        }

        private static String address(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>')).toLowerCase(Locale.ROOT);
        }

        /** A line with its end; empty when there is no other. */
        private static String line(InputStream from) throws IOException {
            var line = new ByteArrayOutputStream();
            for (var next = from.read(); next >= 0; next = from.read()) {
                line.write(next);
                if (next == '\n') {
                    break;
                }
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }

        private static void say(OutputStream to, String what) throws IOException {
            to.write(what.getBytes(StandardCharsets.ISO_8859_1));
            to.flush();
        }
    }
}
