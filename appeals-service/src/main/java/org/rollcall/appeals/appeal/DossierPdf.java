package org.rollcall.appeals.appeal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.rollcall.appeals.dossier.Fact;
import org.rollcall.appeals.dossier.Verdict;
import org.rollcall.appeals.pdf.Pdf;
import org.rollcall.chassis.time.AcademicCalendar;

/** A dossier to be printed, laid before people and filed. */
@ApplicationScoped
class DossierPdf {

    private final Pdf pdf;

    DossierPdf(Pdf pdf) {
        this.pdf = pdf;
    }

    /** Type-checked with the template. */
    @CheckedTemplate(basePath = "dossier")
    static class Templates {
        static native TemplateInstance dossier(DossierView dossier, Printing on);
    }

    byte[] print(DossierView dossier) {
        return pdf.print(Templates.dossier(dossier, new Printing()).render());
    }

    /** Days and moments as they are printed, Europe/London. */
    static final class Printing {

        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
        private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.UK);

        public String day(LocalDate day) {
            return DAY.format(day);
        }

        public String moment(Instant instant) {
            return MOMENT.format(instant.atZone(AcademicCalendar.LONDON));
        }

        /** The clauses of the policy have numbers; its scope and the steps of an appeal have names. */
        public String clause(String clause) {
            return Character.isDigit(clause.charAt(0)) ? "clause " + clause : clause;
        }

        public String verdict(Verdict verdict) {
            return switch (verdict) {
                case MET -> "MET";
                case NOT_MET -> "NOT MET";
                case UNKNOWN -> "NOT KNOWN";
            };
        }

        public String ground(String ground) {
            return Fact.Decision.Ground.valueOf(ground).words();
        }
    }
}
