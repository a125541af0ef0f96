package org.rollcall.appeals.letter;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Looks at a PDF as veraPDF does, which knows the machine-checkable rules of PDF/UA-1 (ISO 14289-1). */
public final class TaggedPdf {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private TaggedPdf() {}

    /** The rules that the document breaks. */
    public static List<String> faultsOf(byte[] pdf) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .map(assertion -> assertion.getRuleId().getClause() + ": " + assertion.getMessage())
                    .distinct()
                    .toList();
        }
    }
}
