package org.rollcall.appeals.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.logging.Level;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Prints a page of ours as PDF/UA: tagged, in the order of reading, with its language and title and its font embedded. The
 * page is XHTML of our own templates, and nothing is fetched for it.
 */
@ApplicationScoped
public class Pdf {

    /** The font that comes with PDFBox; it knows Latin, Greek and Cyrillic letters. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final int REGULAR = 400;

    static {
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private final byte[] font;
    private final CmapLookup glyphs;

    /** With {@code rollcall.university.font}, a TrueType font of the university's own choice. */
    Pdf(@ConfigProperty(name = "rollcall.university.font") Optional<Path> own) {
        try {
            font = own.isPresent() ? Files.readAllBytes(own.get()) : ours();
            try (var parsed = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
                glyphs = parsed.getUnicodeCmapLookup();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ours() throws IOException {
        try (InputStream font = PDDocument.class.getResourceAsStream(FONT)) {
            if (font == null) {
                throw new IllegalStateException("The font " + FONT + " is not there");
            }
            return font.readAllBytes();
        }
    }

    /** The page as a PDF. */
    public byte[] print(String page) {
        try (var printed = new ByteArrayOutputStream()) {
            var builder = new PdfRendererBuilder();
            builder.usePdfUaAccessibility(true);
            builder.usePdfVersion(1.7f);
            builder.useFastMode();
            builder.useFont(() -> new ByteArrayInputStream(font), "Liberation Sans", REGULAR, FontStyle.NORMAL, true);
            builder.useExternalResourceAccessControl(
                    (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
            builder.withHtmlContent(characters(page, Pdf::isXml), null);
            builder.toStream(printed);
            builder.run();
            return printed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The characters of a text that the font does not have, each once. */
    public String unprintable(String text) {
        return characters(
                text.codePoints()
                        .distinct()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString(),
                character -> !Character.isWhitespace(character)
                        && !Character.isISOControl(character)
                        && glyphs.getGlyphId(character) == 0);
    }

    /** What may stand in XML at all. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xd7ff
                || character >= 0xe000 && character <= 0xfffd
                || character >= 0x10000;
    }

    private static String characters(String text, IntPredicate which) {
        return text.codePoints()
                .filter(which)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
