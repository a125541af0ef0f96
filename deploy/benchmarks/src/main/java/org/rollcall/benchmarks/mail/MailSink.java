package org.rollcall.benchmarks.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that does as little as one can: it takes mail for everybody and knows afterwards which Message-IDs it took,
 * and that none of them came twice.
 */
final class MailSink implements AutoCloseable {

    /** What it does with a mail before it answers 250. */
    enum Keeping {
        /** It is counted: the least that any client could wait for. */
        NOTHING,
        /**
         * It is on the disk, as it has to be with a server that may not lose what it took (RFC 5321, 6.1): appended to a
         * file of the connection's own, and forced there.
         */
        EVERYTHING
    }

    private static final Pattern MESSAGE_ID =
            Pattern.compile("\r\nMessage-ID: *(<[^>]+>)\r\n", Pattern.CASE_INSENSITIVE);
    private static final byte[] END = "\r\n.\r\n".getBytes(ISO_8859_1);
    private static final long BETWEEN_LOOKS = 2_000_000L;
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

    private final Path folder;
    private final ServerSocket door;
    private final Set<String> messageIds = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Keeping keeping = Keeping.NOTHING;
    private volatile byte @Nullable [] latest;

    MailSink(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("mail-sink").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on; and what was taken before is forgotten. */
    void begin(Keeping how) {
        keeping = how;
        messageIds.clear();
        taken.set(0);
    }

    /** Waits until so many mails were taken, each once. */
    void await(int mails) {
        var before = -1;
        var moved = System.nanoTime();
        while (taken.get() < mails) {
            if (taken.get() > before) {
                before = taken.get();
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > LONGEST_STANDSTILL.toNanos()) {
                throw new IllegalStateException("No mail came any more after %d of %d".formatted(before, mails));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        if (taken.get() != mails || messageIds.size() != mails) {
            throw new IllegalStateException(
                    "%d mails came with %d Message-IDs, and not %d".formatted(taken.get(), messageIds.size(), mails));
        }
    }

    /** A mail that was taken, as it came. */
    byte[] latest() {
        var mail = latest;
        if (mail == null) {
            throw new IllegalStateException("No mail was taken");
        }
        return mail;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                Thread.ofPlatform().daemon().name("mail-sink-connection").start(() -> converse(client));
            }
        } catch (IOException closed) {
            // The benchmark is over.
        }
    }

    private void converse(Socket client) {
        try (client;
                var file = FileChannel.open(
                        folder.resolve(connections.incrementAndGet() + ".mails"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream(), 16_384);
            var out = client.getOutputStream();
            say(out, "220 sink");
            for (var command = line(in); !command.isEmpty(); command = line(in)) {
                switch (command.substring(0, 4).toUpperCase(Locale.ROOT)) {
                    case "EHLO", "HELO", "MAIL", "RCPT", "RSET", "NOOP" -> say(out, "250 yes");
                    case "DATA" -> {
                        say(out, "354 go on");
                        take(text(in), file);
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "500 what?");
                }
            }
        } catch (IOException gone) {
            // The client has hung up.
        }
    }

    private void take(byte[] mail, FileChannel file) throws IOException {
        if (keeping == Keeping.EVERYTHING) {
            var bytes = ByteBuffer.wrap(mail);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        }
        var head = new String(mail, 0, Math.min(mail.length, 2_048), ISO_8859_1);
        var messageId = MESSAGE_ID.matcher(head);
        if (messageId.find()) {
            messageIds.add(messageId.group(1));
        }
        latest = mail;
        taken.incrementAndGet();
    }

    /** What stands between DATA and the line with nothing but a dot. */
    private static byte[] text(InputStream in) throws IOException {
        var text = new ByteArrayOutputStream(16_384);
        var matched = 2;
        while (matched < END.length) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("The client went in the middle of a mail");
            }
            text.write(next);
            matched = next == END[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return text.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0; next = in.read()) {
            line.append((char) next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString();
    }

    private static void say(OutputStream out, String what) throws IOException {
        out.write((what + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }
}
