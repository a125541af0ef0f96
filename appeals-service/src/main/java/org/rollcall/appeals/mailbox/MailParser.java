package org.rollcall.appeals.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.rollcall.appeals.appeal.Evidence;
import org.rollcall.appeals.appeal.Evidence.Piece;
import org.rollcall.appeals.appeal.MediaType;
import org.rollcall.appeals.appeal.Names;

/**
 * Reads mails that anybody may have sent: it takes what it can and never fails. What a part nests, how many parts there
 * are and how much of them is read is bounded; no link is followed, and of HTML nothing but the text is taken.
 */
@ApplicationScoped
class MailParser {

    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 100;

    /** A multipart is taken apart whole by the library, so how often a boundary may stand in it is looked at before. */
    private static final int MOST_BOUNDARIES = 2_000;

    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_LINE = 1_000;

    /** Longer than any that a mail program makes; a key of the database has an end. */
    private static final int LONGEST_ID = 250;

    private static final Session SESSION = Session.getInstance(new Properties());

    private final MailboxSettings settings;

    MailParser(MailboxSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads one.
     *
     * @param raw the mail as the server keeps it
     * @param whole whether that is all of it
     */
    ReadMail read(byte[] raw, boolean whole) {
        var digestOfAll = Evidence.sha256(raw);
        try {
            var message = new MimeMessage(SESSION, new SharedByteArrayInputStream(raw));
            var parts = new Parts(whole);
            if (boundaries(raw) > MOST_BOUNDARIES) {
                parts.note("It has too many parts; none was read.");
            } else {
                parts.walk(message, 0);
            }
            return read(message, parts, digestOfAll);
        } catch (MessagingException | RuntimeException broken) {
            return ReadMail.unreadable(digestOfAll, "It could not be read as a mail.");
        }
    }

    private ReadMail read(MimeMessage message, Parts parts, String digestOfAll) throws MessagingException {
        var subject = line(header(message, "Subject").map(MailParser::decoded).orElse(""));
        var text = parts.text();
        var from = addresses(message, "From");
        var sender = from.size() == 1 ? from.getFirst() : null;
        var saysSomething = sender != null || !subject.isEmpty() || !text.isEmpty() || !parts.pieces.isEmpty();
        var messageId = header(message, "Message-ID").map(MailParser::line).orElse("");
        var said = String.join(
                "\u0000", Objects.requireNonNullElse(sender, ""), subject, text, String.join("\u0000", parts.digests));
        return new ReadMail(
                messageId.isEmpty() || messageId.length() > LONGEST_ID ? null : messageId,
                saysSomething ? Evidence.sha256(said.getBytes(StandardCharsets.UTF_8)) : digestOfAll,
                sender,
                sender != null && nothingContradicts(message, sender, parts),
                isAutomatic(message),
                saysSomething,
                subject,
                text,
                Mentions.in(subject, text),
                parts.pieces,
                parts.notes);
    }

    /**
     * From can be written by anybody. What the servers on the way have added is compared with it: the address that the mail
     * was handed in with (Return-Path), and, where the university's own server says so, whether the sender is authentic.
     */
    private boolean nothingContradicts(MimeMessage message, String sender, Parts parts) throws MessagingException {
        for (var name : List.of("Sender", "Return-Path")) {
            for (var address : addresses(message, name)) {
                if (!address.equalsIgnoreCase(sender)) {
                    parts.note("%s names %s, and From names %s.".formatted(name, address, sender));
                    return false;
                }
            }
        }
        var authserv = settings.authservId();
        if (authserv.isPresent() && !isAuthentic(message, authserv.get())) {
            parts.note("The mail server did not find the sender authentic.");
            return false;
        }
        return true;
    }

    /** The topmost result of our own server counts: those below may have come with the mail. */
    private static boolean isAuthentic(MimeMessage message, String authserv) throws MessagingException {
        return Stream.of(Objects.requireNonNullElse(message.getHeader("Authentication-Results"), new String[0]))
                .map(result -> MimeUtility.unfold(result).strip().toLowerCase(Locale.ROOT))
                .filter(result -> result.split("[;\\s]", 2)[0].equals(authserv.toLowerCase(Locale.ROOT)))
                .findFirst()
                .filter(result -> result.contains("dmarc=pass"))
                .isPresent();
    }

    /** Answers of machines (RFC 3834): an absence notice that quotes the decision is no appeal. */
    private static boolean isAutomatic(MimeMessage message) throws MessagingException {
        var submitted = header(message, "Auto-Submitted").map(String::strip).orElse("no");
        var precedence = header(message, "Precedence").orElse("").strip().toLowerCase(Locale.ROOT);
        return !submitted.toLowerCase(Locale.ROOT).startsWith("no")
                || Set.of("bulk", "junk", "list", "auto_reply").contains(precedence)
                || header(message, "X-Autoreply").isPresent()
                || header(message, "X-Autorespond").isPresent()
                || header(message, "Return-Path")
                        .filter(path -> path.strip().equals("<>"))
                        .isPresent()
                || isA(message, "multipart/report");
    }

    /** All addresses of all headers of this name, in lower case; what cannot be read is an address that equals none. */
    private static List<String> addresses(MimeMessage message, String name) throws MessagingException {
        var found = new ArrayList<String>();
        for (var header : Objects.requireNonNullElse(message.getHeader(name), new String[0])) {
            try {
                for (var address : InternetAddress.parseHeader(MimeUtility.unfold(header), false)) {
                    var text = address.getAddress();
                    if (text != null && !text.isBlank()) {
                        found.add(line(text).toLowerCase(Locale.ROOT));
                    }
                }
            } catch (AddressException unreadable) {
                found.add(line(header));
            }
        }
        return found;
    }

    private static Optional<String> header(MimeMessage message, String name) throws MessagingException {
        var values = message.getHeader(name);
        return values == null || values.length == 0 ? Optional.empty() : Optional.of(values[0]);
    }

    private static String decoded(String header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException unknown) {
            return header;
        }
    }

    private static boolean isA(Part part, String type) {
        try {
            return part.isMimeType(type);
        } catch (MessagingException e) {
            return false;
        }
    }

    /** What a database and a page can hold: no control characters but line breaks and tabs, no halves of characters. */
    private static String plain(String text, int longest) {
        return text.codePoints()
                .filter(character -> character == '\n'
                        || character == '\t'
                        || !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE)
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static String line(String text) {
        return plain(text.replace('\n', ' ').replace('\t', ' '), LONGEST_LINE);
    }

    /** Lines that begin as a boundary does. */
    private static int boundaries(byte[] raw) {
        var count = 0;
        for (var i = 0; i + 2 < raw.length; i++) {
            if (raw[i] == '\n' && raw[i + 1] == '-' && raw[i + 2] == '-') {
                count++;
            }
        }
        return count;
    }

    /** What was found in the parts of a mail. */
    private static final class Parts {

        private final boolean whole;
        private final List<Piece> pieces = new ArrayList<>();
        private final List<String> digests = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final StringBuilder plainText = new StringBuilder();
        private final StringBuilder htmlText = new StringBuilder();
        private int count;
        private long kept;

        Parts(boolean whole) {
            this.whole = whole;
            if (!whole) {
                note("It is too large: its beginning was read, and none of its attachments kept.");
            }
        }

        void note(String note) {
            if (!notes.contains(note)) {
                notes.add(note);
            }
        }

        String text() {
            return plain(plainText.isEmpty() ? htmlText.toString() : plainText.toString(), LONGEST_TEXT);
        }

        void walk(Part part, int depth) {
            if (++count > MOST_PARTS || depth > DEEPEST) {
                note("It nests too deep or has too many parts; the rest was not read.");
                return;
            }
            try {
                if (isA(part, "multipart/*")) {
                    if (part.getContent() instanceof Multipart parts) {
                        for (var i = 0; i < parts.getCount() && count <= MOST_PARTS; i++) {
                            BodyPart inner = parts.getBodyPart(i);
                            walk(inner, depth + 1);
                        }
                    } else {
                        note("A part says that it has parts, and has none.");
                    }
                } else if (isText(part, "text/plain")) {
                    plainText.append(text(part)).append('\n');
                } else if (isText(part, "text/html")) {
                    // Parsed for its text: nothing of it is fetched, run or shown.
                    htmlText.append(Jsoup.parse(text(part)).wholeText()).append('\n');
                } else {
                    attachment(part);
                }
            } catch (MessagingException | IOException | RuntimeException broken) {
                note("A part of it could not be read.");
            }
        }

        private static boolean isText(Part part, String type) throws MessagingException {
            return isA(part, type)
                    && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
                    && part.getFileName() == null;
        }

        /** In the charset that it names; where there is no such, byte by byte, so that nothing is lost. */
        private String text(Part part) throws MessagingException, IOException {
            try (var content = part.getInputStream()) {
                return new String(content.readNBytes(4 * LONGEST_TEXT), charset(part));
            }
        }

        private Charset charset(Part part) {
            try {
                var named = new ContentType(Objects.requireNonNullElse(part.getContentType(), "text/plain"))
                        .getParameter("charset");
                return named == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(named));
            } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                note("A part is written in a charset that is not known.");
                return StandardCharsets.ISO_8859_1;
            } catch (MessagingException unreadable) {
                return StandardCharsets.ISO_8859_1;
            }
        }

        private void attachment(Part part) throws MessagingException, IOException {
            var name = Names.plain(fileName(part), "attachment");
            try (var stream = part.getInputStream()) {
                var content = stream.readNBytes((int) Evidence.MOST_BYTES + 1);
                digests.add(Evidence.sha256(content));
                var type = MediaType.of(content);
                if (!whole) {
                    pieces.add(notKept(name, content.length, "The mail is too large."));
                } else if (type.isEmpty()) {
                    pieces.add(notKept(name, content.length, "It is neither a PDF nor an image."));
                } else if (kept + content.length > Evidence.MOST_BYTES) {
                    pieces.add(notKept(name, content.length, "Evidence is 10 MB in all."));
                } else {
                    kept += content.length;
                    pieces.add(new Piece(name, type.get().type(), content.length, content, null));
                }
            }
        }

        private static Piece notKept(String name, long size, String why) {
            return new Piece(name, "application/octet-stream", size, null, why);
        }

        private static @Nullable String fileName(Part part) throws MessagingException {
            var name = part.getFileName();
            return name == null ? null : decoded(name);
        }
    }
}
