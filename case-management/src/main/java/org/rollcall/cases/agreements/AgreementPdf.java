package org.rollcall.cases.agreements;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.rollcall.cases.view.AgreementView;
import org.rollcall.cases.view.AgreementView.SignatureView;

/** An agreement on paper: a tagged PDF (PDF/UA) that a screen reader can read, with both signatures. */
@ApplicationScoped
class AgreementPdf {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** The words on paper. */
    record Letter(
            String academicYear,
            int number,
            String studentId,
            String programmeCode,
            String from,
            String reviewOn,
            List<String> terms,
            @Nullable String signedByStudent,
            @Nullable String signedByLeader,
            @Nullable String standing)
            implements TemplateInstance {}

    byte[] print(AgreementView agreement, String programmeCode) {
        var html = new Letter(
                        agreement.academicYear(),
                        agreement.number(),
                        agreement.studentId(),
                        programmeCode,
                        day(agreement.from()),
                        day(agreement.reviewOn()),
                        agreement
                                .terms()
                                .lines()
                                .map(AgreementPdf::printable)
                                .filter(line -> !line.isBlank())
                                .toList(),
                        signature(agreement.student()),
                        signature(agreement.programmeLeader()),
                        standing(agreement))
                .render();
        var pdf = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.usePdfUaAccessibility(true);
            builder.usePdfVersion(1.7f);
            builder.useFont(AgreementPdf::font, "Liberation Sans");
            // Nothing is fetched for it, whatever the terms say.
            builder.useExternalResourceAccessControl(
                    (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
            builder.withHtmlContent(html, null);
            builder.toStream(pdf);
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    /** Without what may not stand in XML. */
    private static String printable(String line) {
        return line.codePoints()
                .filter(character -> character == '\t' || !Character.isISOControl(character))
                .filter(character ->
                        character < 0xd800 || (character > 0xdfff && character < 0xfffe) || character > 0xffff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static InputStream font() {
        return Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT);
    }

    private static @Nullable String signature(@Nullable SignatureView signature) {
        return signature == null ? null : "%s, on %s".formatted(signature.by(), day(signature.on()));
    }

    private static @Nullable String standing(AgreementView agreement) {
        return switch (agreement.status()) {
            case PROPOSED -> "This agreement is not in force until both have signed it.";
            case IN_FORCE -> null;
            case BREACHED -> "This agreement was not kept and is no longer in force.";
            case COMPLETED -> "This agreement was kept and has ended.";
            case LAPSED -> "This agreement was never signed by both and is not in force.";
        };
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }
}
