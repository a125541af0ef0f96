package org.rollcall.testkit;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The mail of all accounts on the disk: a folder per message, numbered in the order of arrival, with the message and
 * those who receive it. A message is kept when its folder has its final name; until then it was not accepted. So all of
 * its recipients have it, or none.
 */
final class MailFolder {

    private static final String MESSAGE = "message.eml";
    private static final String RECIPIENTS = "recipients";
    private static final String UNFINISHED = "unfinished";

    private final Path folder;
    private int count;

    MailFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns when the message is on the disk. */
    synchronized void keep(Collection<String> recipients, MimeMessage message) {
        try {
            Path unfinished = Files.createDirectories(folder.resolve(UNFINISHED));
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            message.writeTo(source);
            write(unfinished.resolve(MESSAGE), source.toByteArray());
            write(unfinished.resolve(RECIPIENTS), String.join("\n", recipients).getBytes(StandardCharsets.UTF_8));
            force(unfinished);
            Files.move(unfinished, folder.resolve("%08d".formatted(count + 1)), StandardCopyOption.ATOMIC_MOVE);
            count++;
            force(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The message to " + recipients + " could not be kept", e);
        } catch (MessagingException e) {
            throw new IllegalStateException("The message to " + recipients + " could not be read", e);
        }
    }

    /** Hands over every kept message with each of its recipients, oldest first. */
    synchronized void load(BiConsumer<String, MimeMessage> delivery) {
        try {
            List<Path> messages = messages();
            for (Path message : messages) {
                byte[] source = Files.readAllBytes(message.resolve(MESSAGE));
                for (String recipient : Files.readAllLines(message.resolve(RECIPIENTS))) {
                    delivery.accept(recipient, new MimeMessage(null, new ByteArrayInputStream(source)));
                }
            }
            count = messages.size();
        } catch (IOException e) {
            throw new UncheckedIOException("The mail in " + folder + " could not be read", e);
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail in " + folder + " holds an unreadable message", e);
        }
    }

    private List<Path> messages() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(UNFINISHED)).sorted().toList();
        }
    }

    private static void write(Path path, byte[] content) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }

    /** A new name is on the disk when its folder is. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
