package org.rollcall.testkit;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The mail of all accounts on the disk: a folder per address, a file per message, numbered in the order of arrival. A
 * message is kept when its file has its final name; until then it was not accepted.
 */
final class MailFolder {

    private static final String MESSAGE = ".eml";

    private final Path folder;
    private final Map<Path, Integer> counts = new HashMap<>();

    MailFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns when the message is on the disk. */
    synchronized void keep(String address, MimeMessage message) {
        try {
            Path mailbox = folder.resolve(URLEncoder.encode(address, StandardCharsets.UTF_8));
            Files.createDirectories(mailbox);
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            message.writeTo(source);
            Path unfinished = mailbox.resolve("unfinished");
            try (FileChannel file = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(source.toByteArray());
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            int number = counts.getOrDefault(mailbox, 0) + 1;
            Files.move(
                    unfinished, mailbox.resolve("%06d%s".formatted(number, MESSAGE)), StandardCopyOption.ATOMIC_MOVE);
            counts.put(mailbox, number);
            force(mailbox);
            force(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The message to " + address + " could not be kept", e);
        } catch (MessagingException e) {
            throw new IllegalStateException("The message to " + address + " could not be read", e);
        }
    }

    /** Hands over every kept message with its address, oldest first. */
    synchronized void load(BiConsumer<String, MimeMessage> delivery) {
        try {
            Files.createDirectories(folder);
            for (Path mailbox : sorted(folder)) {
                String address = URLDecoder.decode(mailbox.getFileName().toString(), StandardCharsets.UTF_8);
                List<Path> messages = messages(mailbox);
                counts.put(mailbox, messages.size());
                for (Path message : messages) {
                    delivery.accept(
                            address, new MimeMessage(null, new ByteArrayInputStream(Files.readAllBytes(message))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The mail in " + folder + " could not be read", e);
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail in " + folder + " holds an unreadable message", e);
        }
    }

    private static List<Path> messages(Path mailbox) throws IOException {
        return sorted(mailbox).stream()
                .filter(file -> file.toString().endsWith(MESSAGE))
                .toList();
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** A new name is on the disk when its folder is. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
