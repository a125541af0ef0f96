package org.rollcall.notification.attachments;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rollcall.contracts.AppealEvent.CompletionOfProceduresIssued;
import org.rollcall.contracts.CaseEvent.AgreementMade;
import org.rollcall.notification.attachments.Attachments.Fetched.Attached;
import org.rollcall.notification.attachments.Attachments.Fetched.Unavailable;

/**
 * The one synchronous call between services, at the edge of the suite: a letter's PDF is made by the service that knows
 * what stands in it, and fetched at the moment of sending. When it cannot be had, the e-mail is tried again later, like
 * one that the mail server did not take.
 */
@ApplicationScoped
public class Attachments {

    private static final String PDF = "application/pdf";
    private static final byte[] PDF_BEGINS = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final AttachmentSettings settings;
    private final OwnToken token;
    private final HttpClient http;

    Attachments(AttachmentSettings settings, OwnToken token) {
        this.settings = settings;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    /** What a letter is to carry: a file of this name, to be had there. */
    public record Wanted(String name, URI at) {}

    /** What came of it. */
    public sealed interface Fetched {

        /** A whole PDF. */
        record Attached(String name, byte[] content) implements Fetched {

            /** For the record: name, size, and the digest by which it is known again. */
            public String description() {
                return "%s, %d bytes, SHA-256 %s".formatted(name, content.length, digest(content));
            }
        }

        /** None, this time. */
        record Unavailable(String reason) implements Fetched {}
    }

    /** The agreement as it was signed. */
    public Wanted agreement(AgreementMade made) {
        return new Wanted(
                "Student Attendance Agreement.pdf", under(settings.agreements(), "agreements", made.agreementId()));
    }

    /** The Completion of Procedures letter. */
    public Wanted letter(CompletionOfProceduresIssued issued) {
        return new Wanted(
                "Completion of Procedures letter.pdf",
                under(settings.letters(), "appeals", issued.appealId(), "completion-of-procedures"));
    }

    /** Fetches it; returns within the timeout, and as long again where a token has to be fetched first. */
    public Fetched fetch(Wanted wanted) {
        var bearer = token.bearer();
        if (bearer.isEmpty()) {
            return unavailable(wanted, "no token to ask with");
        }
        var request = HttpRequest.newBuilder(wanted.at())
                .timeout(settings.timeout())
                .header("Accept", PDF)
                .header("Authorization", bearer.get())
                .build();
        var asked = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.largest()));
        try {
            return checked(wanted, asked.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            asked.cancel(true);
            return unavailable(wanted, "no answer within " + settings.timeout());
        } catch (ExecutionException e) {
            return unavailable(wanted, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable(wanted, "the service was stopped");
        }
    }

    private static Fetched checked(Wanted wanted, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            return unavailable(wanted, "status " + answer.statusCode());
        }
        var type = answer.headers().firstValue("Content-Type").orElse("nothing");
        var content = answer.body();
        if (!type.startsWith(PDF)
                || content.length < PDF_BEGINS.length
                || !Arrays.equals(PDF_BEGINS, Arrays.copyOf(content, PDF_BEGINS.length))) {
            return unavailable(wanted, "what came is no PDF but " + type);
        }
        return new Attached(wanted.name(), content);
    }

    private static Unavailable unavailable(Wanted wanted, String reason) {
        return new Unavailable("'%s' cannot be had: %s".formatted(wanted.name(), reason));
    }

    private static URI under(String root, String... path) {
        var uri = new StringBuilder(root.replaceFirst("/+$", ""));
        for (var part : path) {
            uri.append('/')
                    .append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return URI.create(uri.toString());
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
