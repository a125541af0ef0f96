package org.rollcall.cases.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rollcall.cases.CaseService;
import org.rollcall.cases.life.Agreement.Status;
import org.rollcall.cases.view.AgreementView;
import org.rollcall.cases.view.AgreementView.SignatureView;
import org.rollcall.testkit.RollcallResource;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

@QuarkusTest
@QuarkusTestResource(
        value = RollcallResource.class,
        initArgs = @ResourceArg(name = "database", value = CaseService.DATABASE))
class AgreementPdfTest {

    @Inject
    AgreementPdf pdf;

    @Test
    void shows_what_was_agreed_and_both_signatures() throws IOException {
        var printed = pdf.print(
                agreement(
                        "Come to every seminar.\nSee your tutor <weekly> & say so.",
                        new SignatureView("S1000001", LocalDate.parse("2026-11-04")),
                        new SignatureView("p.marsh", LocalDate.parse("2026-11-05"))),
                "BSC-CS");

        assertThat(text(printed))
                .contains("Student Attendance Agreement")
                .contains("2026/27, agreement 1 of at most 2")
                .contains("4 November 2026")
                .contains("Come to every seminar.")
                .contains("See your tutor <weekly> & say so.")
                .contains("S1000001, on 4 November 2026")
                .contains("p.marsh, on 5 November 2026");
    }

    @Test
    void says_who_has_not_signed_yet() throws IOException {
        assertThat(text(pdf.print(agreement("Come.", null, null), "BSC-CS")))
                .contains("not in force until both have signed")
                .contains("not signed yet");
    }

    @Test
    void can_be_read_by_a_screen_reader() throws Exception {
        var printed = pdf.print(agreement("Come.", null, null), "BSC-CS");

        VeraGreenfieldFoundryProvider.initialise();
        try (var foundry = Foundries.defaultInstance();
                var parser = foundry.createParser(new ByteArrayInputStream(printed), PDFAFlavour.PDFUA_1);
                var validator = foundry.createValidator(PDFAFlavour.PDFUA_1, false)) {
            var result = validator.validate(parser);
            assertThat(result.getTestAssertions())
                    .as("rules of PDF/UA-1 that are broken")
                    .isEmpty();
            assertThat(result.isCompliant()).isTrue();
        } catch (VeraPDFException e) {
            throw new AssertionError("Not a PDF that can be validated", e);
        }
    }

    private static AgreementView agreement(
            String terms, @Nullable SignatureView student, @Nullable SignatureView leader) {
        return new AgreementView(
                "agreement-1",
                "case-1",
                "S1000001",
                "2026/27",
                1,
                student == null ? Status.PROPOSED : Status.IN_FORCE,
                LocalDate.parse("2026-11-04"),
                LocalDate.parse("2026-12-02"),
                terms,
                student,
                leader,
                null);
    }

    private static String text(byte[] printed) throws IOException {
        try (var document = Loader.loadPDF(printed)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
