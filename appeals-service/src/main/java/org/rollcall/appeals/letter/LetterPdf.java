package org.rollcall.appeals.letter;

import static java.util.stream.Collectors.joining;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.rollcall.appeals.life.Completion;
import org.rollcall.appeals.pdf.Pdf;

/** The letter on paper. */
@ApplicationScoped
class LetterPdf {

    private final Pdf pdf;
    private final String university;
    private final String procedure;

    LetterPdf(
            Pdf pdf,
            @ConfigProperty(name = "rollcall.university.name") String university,
            @ConfigProperty(name = "rollcall.university.procedure") String procedure) {
        this.pdf = pdf;
        this.university = university;
        this.procedure = procedure;
    }

    /** Type-checked with the template. */
    @CheckedTemplate(basePath = "completion")
    static class Templates {
        static native TemplateInstance letter(Completion.Complete letter, String university, Printing on);
    }

    /** The procedure that this service is, as the letter names it. */
    String procedure() {
        return procedure;
    }

    byte[] print(Completion.Complete letter) {
        return pdf.print(Templates.letter(letter, university, new Printing()).render());
    }

    /** The letters of the name and the texts for which there is no font; empty when all can be printed. */
    String unprintable(Completion.Complete letter) {
        return pdf.unprintable(Stream.concat(
                        Stream.of(letter.studentName(), letter.reasons()),
                        letter.issues().stream().map(Completion.Issue::finding))
                .collect(joining()));
    }

    /** Days as a letter writes them, and texts by their paragraphs. */
    static final class Printing {

        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

        public String day(LocalDate day) {
            return DAY.format(day);
        }

        public List<String> paragraphs(String text) {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
