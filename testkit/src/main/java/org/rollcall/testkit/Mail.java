package org.rollcall.testkit;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A message as somebody finds it in a mailbox: what one reads at first sight, and the whole of it as sent. */
public record Mail(String messageId, String from, List<String> to, String subject, String text, String source) {

    static Mail of(MimeMessage message) {
        try {
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            message.writeTo(source);
            return new Mail(
                    orEmpty(message.getMessageID()),
                    String.join(", ", addresses(message.getFrom())),
                    addresses(message.getRecipients(MimeMessage.RecipientType.TO)),
                    orEmpty(message.getSubject()),
                    text(message).orElse(""),
                    source.toString(StandardCharsets.ISO_8859_1));
        } catch (MessagingException e) {
            throw new IllegalStateException("Not a readable message", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The message for those who look at its headers, alternatives or attachments. */
    public MimeMessage mime() {
        try {
            return new MimeMessage(null, new ByteArrayInputStream(source.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (MessagingException e) {
            throw new IllegalStateException("Not a readable message", e);
        }
    }

    private static Optional<String> text(Part part) throws MessagingException, IOException {
        Object content = part.getContent();
        if (part.isMimeType("text/plain")) {
            return Optional.of(content.toString());
        }
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<String> text = text(parts.getBodyPart(i));
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> addresses(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Stream.of(addresses).map(Address::toString).toList();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
